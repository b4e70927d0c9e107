using MeshControl.Model.Resources;

namespace MeshControl.Generation.Tests.FanOut;

/// <summary>
/// What an edit of one object costs: exactly which proxies change, and how many values of which kind are computed again. Edits/KIND.WHAT.yaml is an edit,
/// Budgets.txt holds the cost of all; UPDATE_GOLDEN=1 writes it anew, and the difference is for the reviewer to judge.
/// </summary>
public sealed class FanOutTests
{
    private static string[] Edits => [.. Directory.GetFiles(FanOutFiles.Edits, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Edits_cost_what_the_budgets_say()
    {
        var written = string.Concat(Edits.Select(Cost));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(FanOutFiles.Budgets, written);
        }

        Assert.Equal(File.ReadAllText(FanOutFiles.Budgets).Split('\n'), written.Split('\n'));
    }

    [Fact]
    public void Every_kind_has_a_budget() => Assert.Empty(
        KindCatalog.All.Select(kind => kind.Id).Where(kind => !Array.Exists(Edits, edit => edit.StartsWith(kind + ".", StringComparison.Ordinal))));

    private static string Cost(string edit)
    {
        var cost = new FanOutMesh(File.ReadAllText(Path.Combine(FanOutFiles.Edits, edit + ".yaml"))).MakeEdit();
        return cost is var (changed, builds)
            ? $"{edit}\n  proxies: {(changed.Count == 0 ? "none" : string.Join(", ", changed))}\n  builds: {builds.Builds}{(builds.Builds == 0 ? "" : $" ({builds})")}\n"
            : $"{edit}\n  not read: no revision\n";
    }
}
