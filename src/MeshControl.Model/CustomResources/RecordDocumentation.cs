using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MeshControl.Model.CustomResources;

/// <summary>The docstrings of the records, from the documentation file that the compiler writes beside their assembly.</summary>
public sealed partial class RecordDocumentation
{
    private readonly Dictionary<string, string> _summaries;

    /// <summary>Takes the file's text, XML.</summary>
    public RecordDocumentation(string xml)
    {
        _summaries = XDocument.Parse(xml).Descendants("member")
            .Where(member => member.Attribute("name") is not null && member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Text(member.Element("summary")!));
    }

    /// <summary>Empty where nothing is written.</summary>
    internal string OfType(Type type) => _summaries.GetValueOrDefault($"T:{type.FullName}", "");

    internal string OfProperty(Type record, string property) => _summaries.GetValueOrDefault($"P:{record.FullName}.{property}", "");

    // References become names; what a record is called in protobuf is nothing to readers of kubectl explain.
    private static string Text(XElement summary)
    {
        foreach (var reference in summary.Descendants("see").ToList())
        {
            var name = reference.Attribute("cref")?.Value ?? reference.Attribute("langword")?.Value ?? "";
            reference.ReplaceWith(name[(name.LastIndexOf('.') + 1)..]);
        }

        return ProtobufName().Replace(Blanks().Replace(summary.Value, " ").Trim(), "");
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@" \(istio\.[A-Za-z0-9_.]+\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProtobufName();
}
