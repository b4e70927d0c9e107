using MeshControl.Incremental.Diagnostics;
using MeshControl.Incremental.Tests.Catalog;

namespace MeshControl.Incremental.Tests;

public sealed class ExplainTests
{
    private readonly Shop _shop = new();

    public ExplainTests() => _shop.Put(new Service("a", "x", 80), new Service("b", "x", 80));

    [Fact]
    public void Explain_returns_the_reads_in_order_down_to_rows_with_the_revision_of_their_last_change()
    {
        _shop.Put(new Policy("b", "random"));

        var trace = _shop.Graph.Explain(_shop.Sets, "x");

        Assert.Equal(
            """
            derived set x @2
              keys services.namespace x @1
              derived cluster a @2
                row services a @1
                absent policies a @0
              derived cluster b @2
                row services b @1
                row policies b @2

            """,
            trace.ToString(),
            ignoreLineEndingDifferences: true);
        Assert.Equal(["services a", "services b", "policies b"], trace.Rows().Select(row => $"{row.Name} {row.Key}"));
    }

    [Fact]
    public void A_value_read_by_several_is_one_node_and_is_printed_once()
    {
        var both = new Derived<string, string>(_shop.Graph, "both", (_, read) => read.Get(_shop.Sets, "x") + read.Get(_shop.Clusters, "a"));

        var trace = _shop.Graph.Explain(both, "k");

        Assert.Same(trace.Children[0].Children[1], trace.Children[1]);
        Assert.EndsWith("  derived cluster a @1 (as above)\n", trace.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Items_of_a_bucket_and_of_a_table_are_explained_by_their_rows()
    {
        var sums = new Derived<string, int>(
            _shop.Graph, "sums", (ns, read) => read.Items(_shop.ByNamespace, ns).Sum(s => s.Port) + read.Items(_shop.Services).Length);

        var trace = _shop.Graph.Explain(sums, "x");

        Assert.Equal([TraceKind.IndexItems, TraceKind.TableItems], trace.Children.Select(child => child.Kind));
        Assert.All(trace.Children, child => Assert.Equal(["a", "b"], child.Children.Select(row => row.Key)));
    }

    [Fact]
    public void A_failed_value_is_explained_with_its_reason_and_the_reads_before_it()
    {
        var failing = new Derived<string, string>(
            _shop.Graph, "failing", (name, read) => read.Get(_shop.Policies, name)?.Balancer ?? throw new FormatException("no policy"));

        var trace = _shop.Graph.Explain(failing, "a");

        Assert.Equal("no policy", trace.Fault);
        Assert.Equal((TraceKind.AbsentRow, "policies"), (Assert.Single(trace.Children).Kind, trace.Children[0].Name));
    }

    [Fact]
    public void Dependents_of_a_row_are_the_values_an_edit_of_it_would_reach()
    {
        _shop.Sets.Get("x");
        _shop.Sets.Get("y");

        Assert.Equal(["cluster(a)", "set(x)"], Names(_shop.Graph.Dependents(_shop.Services, "a")));
        Assert.Equal(["cluster(a)", "set(x)"], Names(_shop.Graph.Dependents(_shop.Policies, "a")));
        Assert.Empty(_shop.Graph.Dependents(_shop.Policies, "nobody-asked"));
    }

    [Fact]
    public void Dependents_by_membership_add_those_who_only_enumerated_the_key()
    {
        var names = new Derived<string, string>(_shop.Graph, "names", (ns, read) => string.Join(',', read.Keys(_shop.ByNamespace, ns)));
        names.Get("x");

        Assert.Empty(_shop.Graph.Dependents(_shop.Services, "a"));
        Assert.Equal(["names(x)"], Names(_shop.Graph.Dependents(_shop.Services, "a", membership: true)));
    }

    private static IEnumerable<string> Names(IEnumerable<EntryReference> entries) => entries.Select(entry => entry.ToString());
}
