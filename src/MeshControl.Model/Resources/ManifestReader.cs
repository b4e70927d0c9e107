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
    public static ManifestReadResult Read(string source, ReadOnlySpan<byte> utf8, ManifestReadResult? previous = null) =>
        Read(source, Utf8.GetString(WithoutMark(utf8)), previous);

    /// <summary>
    /// Reads a file's text; source is the path that findings name. With the previous reading of the same file only the documents that
    /// changed are decoded, and the resources of the others are the same instances while they stand at the same line.
    /// </summary>
    public static ManifestReadResult Read(string source, string text, ManifestReadResult? previous = null)
    {
        var known = previous?.Source == source ? previous.Documents : null;
        var findings = new FindingSink(source);
        var decoder = new ResourceDecoder(source, findings);
        var pool = new TextPool();
        var byText = new DocumentResults();
        var results = new List<DocumentResult>();
        foreach (var part in DocumentSplitter.Split(text))
        {
            var result = known?.Find(part.Text.Span)?.MoveTo(part.LinesBefore, results.Count) ?? ReadDocument(part, results.Count, pool, decoder, findings);
            byText.Add(part.Text.Span, result);
            results.Add(result);
        }

        return new()
        {
            Source = source,
            Resources = [.. results.SelectMany(r => r.Resources)],
            Rejected = [.. results.SelectMany(r => r.Rejected)],
            Refused = [.. results.SelectMany(r => r.Refused)],
            IsIncomplete = results.Exists(r => r.IsIncomplete),
            Findings = [.. results.SelectMany(r => r.Findings), .. TellSkipped(source, results.SelectMany(r => r.Skipped))],
            Documents = byText,
        };
    }

    private static DocumentResult ReadDocument(DocumentPart part, int document, TextPool pool, ResourceDecoder decoder, FindingSink findings)
    {
        try
        {
            return decoder.DecodeDocument(DocumentReader.Read(part, pool), part.LinesBefore, document);
        }
        catch (DocumentFormatException error)
        {
            findings.Begin(document);
            findings.Error(FindingCode.BrokenDocument, error.Line, error.Message);
            return new() { LinesBefore = part.LinesBefore, Document = document, Findings = findings.TakeAll(), IsIncomplete = true };
        }
    }

    private static IEnumerable<Finding> TellSkipped(string source, IEnumerable<string> skipped) =>
        skipped.CountBy(kind => kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new Finding
        {
            Severity = FindingSeverity.Info,
            Code = FindingCode.SkippedKinds,
            Message = $"{kind.Value} {kind.Key} not read: the mesh has no use for this kind",
            Origin = new(source),
        });

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8 is [0xEF, 0xBB, 0xBF, ..] ? utf8[3..] : utf8;
}
