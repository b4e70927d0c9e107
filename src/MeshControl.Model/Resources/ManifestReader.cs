using System.Text;
using MeshControl.Model.Resources.Reading;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources;

/// <summary>
/// Reads manifests: YAML with any number of documents, or JSON, typed the way kubectl does. Mistakes are findings, never exceptions.
/// One broken document or object does not keep the others of its file from being read.
/// </summary>
public static class ManifestReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Reads a file's bytes (UTF-8, with or without a byte order mark).</summary>
    public static ManifestReadResult Read(string source, ReadOnlySpan<byte> utf8) => Read(source, Utf8.GetString(WithoutMark(utf8)));

    /// <summary>Reads a file's text; source is the path that findings name.</summary>
    public static ManifestReadResult Read(string source, string text)
    {
        var findings = new FindingSink(source);
        var decoder = new ResourceDecoder(source, findings);
        var pool = new TextPool();
        var incomplete = false;
        var document = 0;
        foreach (var part in DocumentSplitter.Split(text))
        {
            try
            {
                if (DocumentReader.Read(part, pool) is { } root)
                {
                    decoder.Decode(root, document);
                    incomplete |= findings.HasErrors && findings.Resource is null;
                }
            }
            catch (DocumentFormatException error)
            {
                findings.Begin(document);
                findings.Error(FindingCode.BrokenDocument, error.Line, error.Message);
                incomplete = true;
            }

            document++;
        }

        return new()
        {
            Source = source,
            Resources = decoder.Resources,
            Rejected = decoder.Rejected,
            IsIncomplete = incomplete,
            Findings = [.. findings.Findings, .. TellSkipped(source, decoder.Skipped)],
        };
    }

    private static IEnumerable<Finding> TellSkipped(string source, SortedDictionary<string, int> skipped) =>
        skipped.Select(kind => new Finding
        {
            Severity = FindingSeverity.Info,
            Code = FindingCode.SkippedKinds,
            Message = $"{kind.Value} {kind.Key} not read: the mesh has no use for this kind",
            Origin = new(source),
        });

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8 is [0xEF, 0xBB, 0xBF, ..] ? utf8[3..] : utf8;
}
