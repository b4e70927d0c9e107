using MeshControl.Incremental.Tests.Catalog;

namespace MeshControl.Incremental.Tests;

public sealed class SweepTests
{
    private readonly Shop _shop = new();

    public SweepTests()
    {
        _shop.Put(new Service("a", "x", 80), new Service("b", "y", 80));
        _shop.Sets.Get("x");
        _shop.Sets.Get("y");
    }

    [Fact]
    public void Sweep_keeps_the_roots_and_what_they_read()
    {
        var dropped = _shop.Graph.Sweep([_shop.Sets.Reference("x")]);

        Assert.Equal(2, dropped);
        Assert.Equal("", _shop.BuildsOf(() => Assert.Equal("a:80 default", _shop.Sets.Get("x"))));
        Assert.Equal("cluster 1, set 1", _shop.BuildsOf(() => Assert.Equal("b:80 default", _shop.Sets.Get("y"))));
    }

    [Fact]
    public void What_a_kept_value_found_absent_still_reaches_it_after_a_sweep()
    {
        _shop.Graph.Sweep([_shop.Sets.Reference("x")]);

        _shop.Put(new Policy("a", "random"));

        Assert.Equal("a:80 random", _shop.Sets.Get("x"));
    }

    [Fact]
    public void A_root_that_was_never_computed_is_ignored() => Assert.Equal(4, _shop.Graph.Sweep([_shop.Sets.Reference("never")]));

    [Fact]
    public void A_dropped_value_takes_its_fault_along()
    {
        var failing = new Derived<string, string>(_shop.Graph, "failing", (_, _) => throw new FormatException());
        Assert.Throws<DerivedFaultException>(() => failing.Get("a"));

        _shop.Graph.Sweep([]);

        Assert.Empty(_shop.Graph.Faults);
    }
}
