using MeshControl.Incremental.Tests.Catalog;

namespace MeshControl.Incremental.Tests;

/// <summary>The ways around the recording reader, each refused with the name of the value that took it.</summary>
public sealed class ReaderRulesTests
{
    private readonly Shop _shop = new();

    [Fact]
    public void A_value_that_reads_itself_is_a_cycle_with_its_path()
    {
        Derived<int, int>? even = null;
        var odd = new Derived<int, int>(_shop.Graph, "odd", (n, read) => read.Get(even!, n));
        even = new(_shop.Graph, "even", (n, read) => read.Get(odd, n));
        var root = new Derived<int, int>(_shop.Graph, "root", (n, read) => read.Get(odd, n));

        var cycle = Assert.Throws<CycleException>(() => root.Get(7));

        Assert.Equal<string>(["odd(7)", "even(7)", "odd(7)"], cycle.Path);
    }

    [Fact]
    public void A_cycle_reaches_the_outermost_reader_even_if_a_compute_function_swallows_it()
    {
        Derived<int, int>? self = null;
        self = new(_shop.Graph, "self", (n, read) =>
        {
            try
            {
                return read.Get(self!, n);
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        });

        Assert.Throws<CycleException>(() => self.Get(1));
    }

    [Fact]
    public void A_cycle_that_goes_away_with_the_data_leaves_good_values_behind()
    {
        Derived<string, string>? hop = null;
        hop = new(_shop.Graph, "hop", (name, read) => read.Get(_shop.Policies, name) is { } next ? read.Get(hop!, next.Balancer) : name);
        _shop.Put(new Policy("a", "b"));
        Assert.Equal("b", hop.Get("a"));
        _shop.Put(new Policy("b", "a"));
        Assert.Throws<CycleException>(() => hop.Get("a"));
        Assert.Throws<CycleException>(() => hop.Get("b"));

        _shop.Put(new Policy("b", "c"));

        Assert.Equal("c", hop.Get("a"));
        Assert.Equal("c", hop.Get("b"));
    }

    [Fact]
    public async Task Two_threads_that_wait_for_each_other_in_a_circle_get_an_error_instead_of_waiting()
    {
        using var bothStarted = new Barrier(2);
        var isFirstVisit = new[] { true, true };
        Derived<int, int>? ring = null;
        ring = new(_shop.Graph, "ring", (n, read) =>
        {
            if (isFirstVisit[n])
            {
                isFirstVisit[n] = false;
                bothStarted.SignalAndWait();
            }

            return read.Get(ring!, 1 - n);
        });

        var readers = new[] { Task.Run(() => ring.Get(0)), Task.Run(() => ring.Get(1)) };

        await Assert.ThrowsAsync<CycleException>(() => readers[0]);
        await Assert.ThrowsAsync<CycleException>(() => readers[1]);
    }

    [Fact]
    public async Task A_thread_that_needs_a_value_under_computation_waits_for_it_and_does_not_compute_it_again()
    {
        var started = 0;
        using var mayFinish = new ManualResetEventSlim();
        var slow = new Derived<int, int>(_shop.Graph, "slow", (n, _) =>
        {
            Interlocked.Increment(ref started);
            mayFinish.Wait();
            return n * 2;
        });
        var reads = new Derived<int, int>(_shop.Graph, "reads", (n, read) => read.Get(slow, 1) + n);

        var first = Task.Run(() => reads.Get(1));
        var second = Task.Run(() => reads.Get(2));
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref started) == 2 || _shop.Graph.OwnerWait.Waiting == 1, TimeSpan.FromMinutes(1)));
        mayFinish.Set();

        Assert.Equal((3, 4), (await first, await second));
        Assert.Equal(1, _shop.Graph.Statistics["slow"].Builds);
    }

    [Fact]
    public void A_reader_used_after_its_computation_returned_is_refused()
    {
        var lazy = new Derived<string, IEnumerable<string>>(_shop.Graph, "lazy", (ns, read) =>
            new[] { ns }.Select(n => string.Join(',', read.Keys(_shop.ByNamespace, n))));

        var misuse = Assert.Throws<InvalidOperationException>(() => lazy.Get("x").ToList());

        Assert.StartsWith("The reader of lazy(x) was used outside its computation", misuse.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_computation_that_reads_past_its_reader_fails()
    {
        var sly = new Derived<string, string>(_shop.Graph, "sly", (name, _) => _shop.Clusters.Get(name));

        var fault = Assert.Throws<DerivedFaultException>(() => sly.Get("a"));

        Assert.IsType<InvalidOperationException>(fault.RootCause);
    }

    [Fact]
    public void A_computation_that_commits_fails()
    {
        var writes = new Derived<string, long>(_shop.Graph, "writes", (name, _) => _shop.Put(new Policy(name, "p")).Revision.Number);

        Assert.IsType<InvalidOperationException>(Assert.Throws<DerivedFaultException>(() => writes.Get("a")).RootCause);
        Assert.Equal(new Revision(0), _shop.Graph.Current);
    }

    [Fact]
    public void A_closed_reader_is_refused()
    {
        var reader = _shop.Graph.OpenReader();
        reader.Dispose();
        reader.Dispose();

        Assert.Throws<ObjectDisposedException>(() => reader.Get(_shop.Clusters, "a"));
    }

    [Fact]
    public void A_read_of_another_graph_fails()
    {
        var other = new Shop();
        var stranger = new Derived<string, string?>(_shop.Graph, "stranger", (name, read) => read.Get(other.Services, name)?.Name);

        Assert.IsType<ArgumentException>(Assert.Throws<DerivedFaultException>(() => stranger.Get("a")).RootCause);
    }

    [Fact]
    public void Keys_without_an_order_are_refused_where_they_are_enumerated()
    {
        var table = new Table<object, Policy>(_shop.Graph, "unordered");
        _shop.Graph.Commit(writer =>
        {
            writer.Set(table, new object(), new Policy("a", "b"));
            writer.Set(table, new object(), new Policy("c", "d"));
        });

        using var reader = _shop.Graph.OpenReader();
        var refusal = Assert.ThrowsAny<InvalidOperationException>(() => reader.Keys(table));
        Assert.Contains("implement IComparable<Object>", $"{refusal.Message} {refusal.InnerException?.Message}", StringComparison.Ordinal);
    }
}
