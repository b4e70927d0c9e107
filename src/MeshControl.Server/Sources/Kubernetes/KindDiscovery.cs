using System.Collections.Immutable;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Model.Resources;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>Which of our kinds the API server has, and in which version; one request answers for all kinds of a group for a while.</summary>
internal sealed class KindDiscovery(KubeApi api, TimeProvider clock, TimeSpan interval)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Group, string Version), (long Asked, Task<ImmutableHashSet<string>> Plurals)> _served = [];

    /// <summary>The first of the plan's kinds and versions that is served, or null where none is; asks until the server answers.</summary>
    public async Task<(ResourceKind Kind, ApiResource Resource)?> FindAsync(WatchPlan plan, Action<string> trouble, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await FirstServedAsync(plan, cancellationToken);
            }
            catch (KubeApiException error)
            {
                trouble(error.Message);
                await Task.Delay(pause, clock, cancellationToken);
            }
        }
    }

    /// <summary>Waits until one of the plan's kinds is served; false where that takes longer than the patience.</summary>
    public async Task<bool> AppearedAsync(WatchPlan plan, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (patience == Timeout.InfiniteTimeSpan || clock.GetElapsedTime(started) < patience)
        {
            await Task.Delay(interval, clock, cancellationToken);
            try
            {
                if (await FirstServedAsync(plan, cancellationToken) is not null)
                {
                    return true;
                }
            }
            catch (KubeApiException)
            {
                // The server is away, which says nothing about what it has.
                started = clock.GetTimestamp();
            }
        }

        return false;
    }

    private async Task<(ResourceKind Kind, ApiResource Resource)?> FirstServedAsync(WatchPlan plan, CancellationToken cancellationToken)
    {
        foreach (var candidate in plan.Candidates())
        {
            if (await ServesAsync(candidate.Resource, cancellationToken))
            {
                return candidate;
            }
        }

        return null;
    }

    private async Task<bool> ServesAsync(ApiResource resource, CancellationToken cancellationToken)
    {
        Task<ImmutableHashSet<string>> asked;
        lock (_gate)
        {
            var key = (resource.Group, resource.Version);
            if (!_served.TryGetValue(key, out var known) || known.Plurals.IsFaulted || known.Plurals.IsCanceled || clock.GetElapsedTime(known.Asked) >= interval / 2)
            {
                _served[key] = known = (clock.GetTimestamp(), AskAsync(resource.Group, resource.Version));
            }

            asked = known.Plurals;
        }

        return (await asked.WaitAsync(cancellationToken)).Contains(resource.Plural);
    }

    // Not cancelled by the watch that happens to ask first: others wait for the same answer.
    private async Task<ImmutableHashSet<string>> AskAsync(string group, string version)
    {
        await Task.Yield();
        var served = await api.GetServedAsync(group, version, CancellationToken.None);
        return [.. served.Select(found => found.Resource.Plural)];
    }
}
