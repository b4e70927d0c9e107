using MeshControl.Model.Resources.Reading;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources;

/// <summary>
/// Reads objects of one kind as an API server sends them: JSON without the kind, which is known. What the mesh does not read is skipped while
/// parsing and never becomes memory. Not thread-safe.
/// </summary>
public sealed class ObjectReader
{
    private readonly string _source;
    private readonly ResourceKind _kind;
    private readonly ObjectJsonReader _json;
    private readonly FindingSink _findings;
    private readonly ResourceDecoder _decoder;

    public ObjectReader(string source, ResourceKind kind)
    {
        _source = source;
        _kind = kind;
        _json = new ObjectJsonReader(kind);
        _findings = new FindingSink(source);
        _decoder = new ResourceDecoder(source, _findings);
    }

    /// <summary>Reads one object, written in this version of its kind's group. Mistakes are findings, never exceptions.</summary>
    public ObjectReadResult Read(string version, ReadOnlySpan<byte> json)
    {
        try
        {
            return _decoder.DecodeObject(_json.Read(json), _kind, version);
        }
        catch (DocumentFormatException error)
        {
            return new(null, [new() { Severity = FindingSeverity.Error, Code = FindingCode.BrokenDocument, Message = error.Message, Origin = new(_source) }]);
        }
    }
}
