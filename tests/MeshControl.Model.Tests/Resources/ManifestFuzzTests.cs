using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Reading;
using MeshControl.Model.Validation;
using MeshControl.Testing;

namespace MeshControl.Model.Tests.Resources;

public class ManifestFuzzTests
{
    private static readonly Config Thousand = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly byte[] Interesting = "\0\t\n\r !\"#%&'*,-.:<>?@[\\]`{|}~0yn\x7f"u8.ToArray();

    [ReferenceFact("scenarios")]
    public void A_thousand_random_mutations_of_valid_files_are_read_or_told_with_their_place()
    {
        var files = Files();
        var mutation =
            from file in Gen.Choose(0, files.Count - 1)
            from count in Gen.Choose(1, 4)
            from positions in Gen.Choose(0, int.MaxValue - 1).ArrayOf(count)
            from kinds in Gen.Choose(0, 3).ArrayOf(count)
            from values in Gen.OneOf(Gen.Choose(0, 255).Select(v => (byte)v), Gen.Elements(Interesting)).ArrayOf(count)
            select Mutate(files[file], positions, kinds, values);

        Prop.ForAll(Arb.From(mutation), bytes =>
        {
            var result = ManifestReader.Read("mutated.yaml", bytes);
            foreach (var finding in result.Findings)
            {
                Assert.Equal("mutated.yaml", finding.Origin.Source);
                Assert.True(finding.Origin.Line > 0 || finding.Severity == FindingSeverity.Info, finding.ToString());
                Assert.NotEmpty(finding.Message);
            }

            Assert.True(result.Resources.Count + result.Findings.Count > 0 || string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(bytes)));
        }).Check(Thousand);
    }

    [ReferenceFact("scenarios")]
    public void The_block_reader_reads_what_the_full_YAML_reader_reads_or_gives_up()
    {
        var documents = Files().SelectMany(f => DocumentSplitter.Split(Encoding.UTF8.GetString(f))).Select(d => d.Text.ToString()).ToList();
        var read = documents.Count(d => BlockYamlReader.TryRead(d, 0, new(), out _));
        Assert.True(read > documents.Count / 2, $"{read} of {documents.Count} documents are plain block style");

        var mutation =
            from document in Gen.Choose(0, documents.Count - 1)
            from count in Gen.Choose(0, 3)
            from positions in Gen.Choose(0, int.MaxValue - 1).ArrayOf(count)
            from kinds in Gen.Choose(0, 3).ArrayOf(count)
            from values in Gen.Elements(Interesting).ArrayOf(count)
            select Encoding.UTF8.GetString(Mutate(Encoding.UTF8.GetBytes(documents[document]), positions, kinds, values));

        Prop.ForAll(Arb.From(mutation), text =>
        {
            if (BlockYamlReader.TryRead(text, 0, new(), out var fast))
            {
                Assert.Equal(Show(YamlNodeReader.Read(text.AsMemory(), 0)), Show(fast));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    private static List<byte[]> Files() =>
        [.. ReferenceFiles.Scenarios.SelectMany(s => new[] { "manifests.yaml", "config.yaml" }.Select(f => Path.Combine(s, f))).Where(File.Exists).Select(File.ReadAllBytes)
            .Where(f => ManifestReader.Read("file", f).Resources.Count > 0)];

    private static byte[] Mutate(byte[] original, int[] positions, int[] kinds, byte[] values)
    {
        var bytes = original.ToList();
        for (var i = 0; i < positions.Length && bytes.Count > 0; i++)
        {
            var at = positions[i] % bytes.Count;
            switch (kinds[i])
            {
                case 0:
                    bytes[at] = values[i];
                    break;
                case 1:
                    bytes.Insert(at, values[i]);
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, values[i]));
                    break;
            }
        }

        return [.. bytes];
    }

    // Nulls have no line of their own in a block mapping: everything else must agree, lines included.
    private static string Show(DocumentNode? node)
    {
        if (node is null or { Kind: NodeKind.Null })
        {
            return "null";
        }

        return node.Kind switch
        {
            NodeKind.Mapping => $"{{{string.Join(",", node.Entries.Select(e => $"{e.Key}@{e.Line}:{Show(e.Value)}"))}}}",
            NodeKind.Sequence => $"[{string.Join(",", node.Items.Select(Show))}]",
            _ => $"{node.Kind} {node.Text}@{node.Line}",
        };
    }
}
