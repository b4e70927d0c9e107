using MeshControl.Model.Resources;

namespace MeshControl.Model.Tests.Resources;

public class RereadingTests
{
    [Fact]
    public void Documents_that_did_not_change_are_not_decoded_again()
    {
        var before = ManifestReader.Read("a.yaml", Namespaces("one", "two", "three"));

        var after = ManifestReader.Read("a.yaml", Namespaces("one", "2", "three"), before);

        Assert.Same(before.Resources[0], after.Resources[0]);
        Assert.Equal("2", after.Resources[1].Name);
        Assert.Same(before.Resources[2], after.Resources[2]);
    }

    [Fact]
    public void Documents_that_moved_have_their_new_lines()
    {
        var before = ManifestReader.Read("a.yaml", Namespaces("one", "two") + Broken);

        var after = ManifestReader.Read("a.yaml", Namespaces("zero", "one", "two") + Broken, before);

        Assert.Equal(
            ManifestReader.Read("a.yaml", Namespaces("zero", "one", "two") + Broken).Resources.Select(r => (r.Meta, r.ContentHash)),
            after.Resources.Select(r => (r.Meta, r.ContentHash)),
            (a, b) => a.ContentHash == b.ContentHash && a.Meta.Origin == b.Meta.Origin);
        Assert.Equal(["a.yaml:16", "a.yaml:18"], after.Findings.Select(f => f.Origin.ToString()));
    }

    [Fact]
    public void A_reading_of_another_file_is_not_used()
    {
        var other = ManifestReader.Read("b.yaml", Namespaces("one"));

        Assert.Equal("a.yaml", ManifestReader.Read("a.yaml", Namespaces("one"), other).Resources[0].Meta.Origin.Source);
    }

    private const string Broken = "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: [}\n---\nkind: Namespace\n";

    private static string Namespaces(params string[] names) =>
        string.Concat(names.Select(name => $"---\napiVersion: v1\nkind: Namespace\nmetadata: {{name: '{name}'}}\n"));
}
