using MeshControl.Incremental.Tests.Catalog;

namespace MeshControl.Incremental.Tests;

public sealed class FaultTests
{
    private readonly Shop _shop = new();
    private readonly List<Fault> _raised = [];
    private readonly Derived<string, string> _picky;
    private readonly Derived<string, string> _outer;

    public FaultTests()
    {
        _shop.Graph.OnFault = _raised.Add;
        _picky = new(_shop.Graph, "picky", (name, read) => read.Get(_shop.Services, name) switch
        {
            null => throw new FormatException("no such service"),
            { Port: < 0 } service => throw new FormatException($"port {service.Port}"),
            var service => $"{service.Name}:{service.Port}",
        });
        _outer = new(_shop.Graph, "outer", (name, read) => $"<{read.Get(_picky, name)}>");
    }

    [Fact]
    public void A_value_that_never_was_good_throws_an_exception_that_names_it()
    {
        var fault = Assert.Throws<DerivedFaultException>(() => _picky.Get("a"));

        Assert.Equal(("picky", "a"), (fault.Derived, fault.Key));
        Assert.Equal("picky(a) failed: no such service", fault.Message);
        Assert.Equal("picky(a) failed: no such service", Assert.Single(_raised).ToString());
    }

    [Fact]
    public void A_reader_of_a_failed_value_fails_too_and_names_the_root_cause()
    {
        var fault = Assert.Throws<DerivedFaultException>(() => _outer.Get("a"));

        Assert.IsType<FormatException>(fault.RootCause);
        Assert.Equal(["picky"], _raised.Where(f => f.IsRootCause).Select(f => f.Derived));
        Assert.Equal(["outer"], _raised.Where(f => !f.IsRootCause).Select(f => f.Derived));
    }

    [Fact]
    public void A_failed_value_is_not_tried_again_until_something_it_read_changes()
    {
        Assert.Throws<DerivedFaultException>(() => _picky.Get("a"));
        _shop.Put(new Service("b", "x", 80));

        Assert.Equal("", _shop.BuildsOf(() => Assert.Throws<DerivedFaultException>(() => _picky.Get("a"))));

        _shop.Put(new Service("a", "x", 80));
        Assert.Equal("<a:80>", _outer.Get("a"));
        Assert.Empty(_shop.Graph.Faults);
    }

    [Fact]
    public void The_last_good_value_is_kept_reported_and_replaced_after_the_next_good_computation()
    {
        _shop.Put(new Service("a", "x", 80));
        Assert.Equal("<a:80>", _outer.Get("a"));

        _shop.Put(new Service("a", "x", -1));
        Assert.Equal("picky 1", _shop.BuildsOf(() => Assert.Equal("<a:80>", _outer.Get("a"))));
        Assert.Equal("picky(a) failed: port -1 (the last good value is kept)", Assert.Single(_shop.Graph.Faults).ToString());

        _shop.Put(new Service("a", "x", 81));
        Assert.Equal("<a:81>", _outer.Get("a"));
        Assert.Empty(_shop.Graph.Faults);
        Assert.Single(_raised);
    }

    [Fact]
    public void TryGet_lets_a_reader_do_without_a_failed_value_and_notices_when_it_is_good_again()
    {
        var lenient = new Derived<string, string>(
            _shop.Graph, "lenient", (name, read) => read.TryGet(_picky, name, out var value) ? value : "left out");
        Assert.Equal("left out", lenient.Get("a"));

        _shop.Put(new Service("a", "x", 80));

        Assert.Equal("a:80", lenient.Get("a"));
    }

    [Fact]
    public void A_fault_that_changes_its_reason_reaches_the_readers()
    {
        Assert.Throws<DerivedFaultException>(() => _outer.Get("a"));

        _shop.Put(new Service("a", "x", -1));

        Assert.Equal("port -1", Assert.Throws<DerivedFaultException>(() => _outer.Get("a")).RootCause.Message);
    }

    [Fact]
    public void Statistics_count_computations_that_failed()
    {
        Assert.Throws<DerivedFaultException>(() => _picky.Get("a"));

        var picky = _shop.Graph.Statistics["picky"];
        Assert.Equal((1, 1, 1), (picky.Builds, picky.Faults, picky.Entries));
    }
}
