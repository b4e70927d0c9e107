namespace MeshControl.Server.Tests.Kubernetes;

/// <summary>Waits for what happens on the other side of a socket, where there is nothing to await.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static async Task TrueAsync(Func<bool> condition, string? what = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(patience.IsCancellationRequested, $"waited {Patience} in vain: {what}");
            await Task.Delay(Pause);
        }
    }
}
