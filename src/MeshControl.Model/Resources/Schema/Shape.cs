using System.Collections.Frozen;

namespace MeshControl.Model.Resources.Schema;

/// <summary>The schema of a value, derived from the records: enough to check a document, to normalize it and to name its mistakes.</summary>
internal sealed class Shape(ShapeKind kind, Type type)
{
    private FrozenDictionary<string, FieldShape> _byName = FrozenDictionary<string, FieldShape>.Empty;
    private FrozenDictionary<string, FieldShape> _byProtoName = FrozenDictionary<string, FieldShape>.Empty;

    public ShapeKind Kind { get; } = kind;

    public Type Type { get; } = type;

    /// <summary>Of a list or map.</summary>
    public Shape? Element { get; init; }

    /// <summary>Of a map whose keys are numbers (PeerAuthentication's ports).</summary>
    public bool IntegerKeys { get; init; }

    /// <summary>Bounds of an integer.</summary>
    public long Minimum { get; init; }

    public long Maximum { get; init; }

    /// <summary>An enum's names in the API and their numbers.</summary>
    public FrozenDictionary<string, int> EnumNumbers { get; init; } = FrozenDictionary<string, int>.Empty;

    /// <summary>An object's fields in canonical order; set once while the shape is built, since shapes may refer to themselves.</summary>
    public IReadOnlyList<FieldShape> Fields { get; private set; } = [];

    public void SetFields(IReadOnlyList<FieldShape> fields)
    {
        Fields = fields;
        _byName = fields.ToFrozenDictionary(f => f.Name);
        _byProtoName = fields.ToFrozenDictionary(f => f.Name.ToLowerInvariant());
    }

    /// <summary>By JSON name (exportTo) or, as protobuf's JSON allows, by proto name (export_to).</summary>
    public FieldShape? FindField(string name)
    {
        if (_byName.TryGetValue(name, out var field))
        {
            return field;
        }

        return name.Contains('_') ? _byProtoName.GetValueOrDefault(name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant()) : null;
    }
}
