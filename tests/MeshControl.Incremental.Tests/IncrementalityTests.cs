using MeshControl.Incremental.Tests.Catalog;

namespace MeshControl.Incremental.Tests;

public sealed class IncrementalityTests
{
    private readonly Shop _shop = new();

    public IncrementalityTests()
    {
        _shop.Put(new Service("a", "x", 80), new Service("b", "x", 80), new Service("c", "y", 80));
        _shop.Sets.Get("x");
        _shop.Sets.Get("y");
    }

    [Fact]
    public void One_edited_row_recomputes_only_what_read_it()
    {
        _shop.Put(new Service("a", "x", 81));

        Assert.Equal("cluster 1, set 1", _shop.BuildsOf(ReadBothSets));
        Assert.Equal("a:81 default; b:80 default", _shop.Sets.Get("x"));
    }

    [Fact]
    public void A_row_that_was_absent_when_read_reaches_the_reader_once_it_is_there()
    {
        _shop.Put(new Policy("b", "random"));

        Assert.Equal("cluster 1, set 1", _shop.BuildsOf(ReadBothSets));
        Assert.Equal("a:80 default; b:80 random", _shop.Sets.Get("x"));
    }

    [Fact]
    public void A_bucket_that_was_empty_when_read_reaches_the_reader_once_it_is_filled()
    {
        Assert.Equal("", _shop.Sets.Get("z"));

        _shop.Put(new Service("d", "z", 90));

        Assert.Equal("d:90 default", _shop.Sets.Get("z"));
    }

    [Fact]
    public void A_value_recomputed_to_an_equal_one_stops_the_change()
    {
        _shop.Put(new Service("a", "x", 80, Weight: 5));

        Assert.Equal("cluster 1", _shop.BuildsOf(ReadBothSets));
    }

    [Fact]
    public void Keys_of_a_bucket_do_not_change_with_a_members_value_but_items_do()
    {
        var keys = new Derived<string, string>(_shop.Graph, "keys", (ns, read) => string.Join(',', read.Keys(_shop.ByNamespace, ns)));
        var weights = new Derived<string, int>(_shop.Graph, "weights", (ns, read) => read.Items(_shop.ByNamespace, ns).Sum(s => s.Weight));
        keys.Get("x");
        weights.Get("x");

        _shop.Put(new Service("b", "x", 80, Weight: 9));

        Assert.Equal("weights 1", _shop.BuildsOf(() =>
        {
            Assert.Equal("a,b", keys.Get("x"));
            Assert.Equal(10, weights.Get("x"));
        }));
    }

    [Fact]
    public void A_row_that_moves_to_another_bucket_changes_both()
    {
        _shop.Put(new Service("a", "y", 80));

        ReadBothSets();
        Assert.Equal("b:80 default", _shop.Sets.Get("x"));
        Assert.Equal("a:80 default; c:80 default", _shop.Sets.Get("y"));
    }

    [Fact]
    public void A_commit_to_tables_a_value_never_read_confirms_it_without_a_look_at_its_dependencies()
    {
        var unrelated = new Table<string, Policy>(_shop.Graph, "unrelated");
        _shop.Graph.Commit(writer => writer.Set(unrelated, "p", new Policy("p", "random")));
        var before = _shop.Graph.Statistics;

        ReadBothSets();

        var since = _shop.Graph.Statistics.Since(before);
        Assert.Equal(0, since.Builds);
        Assert.Equal(2, since["set"].Verified);
        Assert.Equal(0, since["cluster"].Verified);
    }

    [Fact]
    public void A_table_first_read_by_a_dependency_that_stayed_equal_still_reaches_the_reader()
    {
        // Direct reads "switch" only; the target comes through a dependency whose value did not change when it began to read it.
        var target = new Table<string, Policy>(_shop.Graph, "target");
        var inner = new Derived<string, string>(_shop.Graph, "inner", (key, read) =>
            read.Get(_shop.Policies, "switch") is null ? "same" : read.Get(target, key)?.Balancer ?? "same");
        var outer = new Derived<string, string>(_shop.Graph, "outer", (key, read) => $"<{read.Get(inner, key)}>");
        Assert.Equal("<same>", outer.Get("k"));
        _shop.Put(new Policy("switch", "on"));
        Assert.Equal("<same>", outer.Get("k"));

        _shop.Graph.Commit(writer => writer.Set(target, "k", new Policy("k", "changed")));

        Assert.Equal("<changed>", outer.Get("k"));
    }

    [Fact]
    public void More_tables_than_the_mask_has_bits_are_told_apart_by_their_rows()
    {
        var graph = new Graph();
        Table<string, Policy>[] tables = [.. Enumerable.Range(0, 200).Select(i => new Table<string, Policy>(graph, $"t{i}"))];
        var derived = new Derived<int, string>(graph, "d", (i, read) => read.Get(tables[i], "k")?.Balancer ?? "none");
        for (var i = 0; i < tables.Length; i++)
        {
            Assert.Equal("none", derived.Get(i));
        }

        graph.Commit(writer => writer.Set(tables[150], "k", new Policy("k", "p")));

        var before = graph.Statistics;
        Assert.Equal([150], Enumerable.Range(0, tables.Length).Where(i => derived.Get(i) == "p"));
        Assert.Equal(1, graph.Statistics.Since(before).Builds);
    }

    [Fact]
    public void Each_of_a_hundred_reads_is_a_dependency_once()
    {
        var shop = new Shop();
        Service[] services = [.. Enumerable.Range(0, 100).Select(i => new Service($"s{i:00}", "x", i))];
        shop.Put(services);
        var ports = new Derived<string, int>(shop.Graph, "ports", (ns, read) =>
            Enumerable.Range(0, 2).Sum(_ => read.Keys(shop.ByNamespace, ns).Sum(name => read.Get(shop.Services, name)!.Port)));

        Assert.Equal(9900, ports.Get("x"));
        Assert.Equal(101, shop.Graph.Explain(ports, "x").Children.Length);
        Assert.All(services, service =>
        {
            shop.Put(service with { Port = service.Port + 1 });
            Assert.Equal("ports 1", shop.BuildsOf(() => ports.Get("x")));
        });
        Assert.Equal(10100, ports.Get("x"));
    }

    [Fact]
    public void Keys_come_in_ordinal_order_whatever_the_order_of_writes()
    {
        var shop = new Shop();
        shop.Put(new Service("b", "x", 1), new Service("B", "x", 1));
        shop.Put(new Service("a", "x", 1), new Service("C", "x", 1), new Service("ä", "x", 1));

        using var reader = shop.Graph.OpenReader();
        Assert.Equal<string>(["B", "C", "a", "b", "ä"], reader.Keys(shop.ByNamespace, "x"));
        Assert.Equal<string>(["B", "C", "a", "b", "ä"], reader.Items(shop.Services).Select(s => s.Name));
    }

    [Fact]
    public void An_index_declared_over_existing_rows_has_them()
    {
        var byPort = new Index<int, string, Service>(_shop.Services, "services.port", (_, service) => [service.Port]);

        using var reader = _shop.Graph.OpenReader();
        Assert.Equal<string>(["a", "b", "c"], reader.Keys(byPort, 80));
    }

    [Fact]
    public void A_custom_equality_decides_what_counts_as_the_same_value()
    {
        var rounded = new Derived<string, int>(
            _shop.Graph, "rounded", (name, read) => read.Get(_shop.Services, name)!.Port, EqualityComparer<int>.Create((a, b) => a / 10 == b / 10, a => a / 10));
        var text = new Derived<string, string>(_shop.Graph, "text", (name, read) => $"{read.Get(rounded, name)}");
        text.Get("a");

        _shop.Put(new Service("a", "x", 85));

        Assert.Equal("rounded 1", _shop.BuildsOf(() => Assert.Equal("80", text.Get("a"))));
    }

    private void ReadBothSets()
    {
        _shop.Sets.Get("x");
        _shop.Sets.Get("y");
    }
}
