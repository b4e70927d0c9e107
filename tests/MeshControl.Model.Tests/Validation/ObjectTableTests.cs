using MeshControl.Model.Resources;
using MeshControl.Model.Validation;
using MeshControl.Testing;

namespace MeshControl.Model.Tests.Validation;

/// <summary>
/// The specs in Objects/Valid and Objects/Invalid, a file a kind: each says in its first line what its author means, and an invalid one in its second
/// line where and how it is refused.
/// </summary>
public class ObjectTableTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "tests", "MeshControl.Model.Tests", "Validation", "Objects");

    public static TheoryData<string, string, string> Valid() => Table("Valid", expects: false);

    public static TheoryData<string, string, string> Invalid() => Table("Invalid", expects: true);

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_object_is_taken_without_a_word(string kind, string title, string spec) => ValidationCase.Accepted(kind, Body(title, spec));

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_invalid_object_is_refused_by_field_reason_and_fix(string kind, string title, string spec)
    {
        var result = ValidationCase.Read(kind, Body(title, spec));
        var expected = spec.Split('\n')[0][2..];
        Assert.Empty(result.Resources);
        Assert.Contains(expected, result.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(Told));
        Assert.All(result.Findings, finding => Assert.Equal(kind, finding.Resource?.Kind));
    }

    [Fact]
    public void There_are_two_hundred_of_each_and_none_twice()
    {
        foreach (var table in new[] { Valid(), Invalid() })
        {
            Assert.True(table.Count >= 200, $"{table.Count}");
            Assert.Equal(table.Count, table.Select(row => (row[0], Body((string)row[1], (string)row[2]))).Distinct().Count());
            Assert.Equal(table.Count, table.Select(row => (row[0], row[1])).Distinct().Count());
        }
    }

    [Fact]
    public void Every_version_of_a_kind_gets_the_same_verdict()
    {
        foreach (var row in Invalid())
        {
            var kind = KindCatalog.Find((string)row[0])!;
            Assert.All(kind.Versions, version => Assert.Empty(ValidationCase.Read(kind.Id, Body((string)row[1], (string)row[2]), version).Resources));
        }
    }

    private static string Told(Finding finding) => finding.Fix.Length > 0 ? $"{finding.Path}: {finding.Message}; {finding.Fix}" : $"{finding.Path}: {finding.Message}";

    private static string Body(string title, string spec)
    {
        Assert.NotEmpty(title);
        return string.Join('\n', spec.Split('\n').Where(line => !line.StartsWith('#')));
    }

    private static TheoryData<string, string, string> Table(string folder, bool expects)
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var file in Directory.GetFiles(Path.Combine(Folder, folder), "*.yaml").Order(StringComparer.Ordinal))
        {
            foreach (var document in File.ReadAllText(file).Split("---\n"))
            {
                var lines = document.TrimEnd().Split('\n', 2);
                Assert.True(lines.Length == 2 && lines[0].StartsWith("# ", StringComparison.Ordinal) && lines[1].StartsWith('#') == expects, $"{file}: {document}");
                rows.Add(Path.GetFileNameWithoutExtension(file), lines[0][2..], lines[1]);
            }
        }

        return rows;
    }
}
