using MeshControl.Xds.Catalog;

namespace MeshControl.Xds.Tests.Catalog;

public sealed class LatestTests
{
    [Fact]
    public async Task Next_returns_at_once_when_the_value_is_another_than_the_one_known()
    {
        var latest = new Latest<string>("a");
        Assert.Equal("a", await latest.NextAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task Next_waits_for_a_new_value_and_skips_those_between()
    {
        var latest = new Latest<string>("a");
        var next = latest.NextAsync("a", CancellationToken.None);
        Assert.False(next.IsCompleted);
        latest.Publish("b");
        latest.Publish("c");
        Assert.Contains(await next, new[] { "b", "c" });
        Assert.Equal("c", await latest.NextAsync("b", CancellationToken.None));
    }

    [Fact]
    public async Task Publishing_the_same_object_wakes_nobody()
    {
        var latest = new Latest<string>("a");
        var changes = 0;
        latest.Changed += () => changes++;
        using var stop = new CancellationTokenSource();
        var next = latest.NextAsync("a", stop.Token);
        latest.Publish("a");
        Assert.False(next.IsCompleted);
        Assert.Equal(0, changes);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }
}
