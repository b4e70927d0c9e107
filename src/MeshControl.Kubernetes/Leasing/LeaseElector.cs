using MeshControl.Kubernetes.Client;

namespace MeshControl.Kubernetes.Leasing;

/// <summary>Sees to it that one of several replicas does a work: holds a Lease while the work runs, cancels it when the Lease may be another's.</summary>
public sealed class LeaseElector(KubeApi api, LeaseOptions options, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? api.Time;
    private LeaseRecord? _seen;
    private DateTimeOffset _seenAt;

    /// <summary>Whether the work may run now.</summary>
    public bool IsLeader { get; private set; }

    /// <summary>Who holds the Lease as far as we know; null before the first look.</summary>
    public string? Holder => _seen?.Holder;

    /// <summary>
    /// Waits for the Lease, runs <paramref name="work"/> while holding it (its token is cancelled when the Lease is lost), waits again. Returns when the
    /// work has returned by itself or failed, with its exception; on cancellation the Lease is given back at once.
    /// </summary>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            while (!await TryHoldAsync(cancellationToken))
                await Task.Delay(options.RetryPeriod, _time, cancellationToken);
            try
            {
                IsLeader = true;
                if (await LeadAsync(work, cancellationToken))
                    return;
            }
            finally
            {
                IsLeader = false;
                await ReleaseAsync();
            }
        }
    }

    /// <summary>True when the work ended by itself, false when the Lease was lost.</summary>
    private async Task<bool> LeadAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Task.Run(() => work(stop.Token), CancellationToken.None);
        var renewing = RenewAsync(stop.Token);
        var first = await Task.WhenAny(running, renewing);
        var lost = first == renewing && !cancellationToken.IsCancellationRequested;
        IsLeader = false;
        await stop.CancelAsync();
        await renewing;
        try
        {
            await running;
        }
        catch (OperationCanceledException) when (lost)
        {
            // As it was told.
        }

        cancellationToken.ThrowIfCancellationRequested();
        return !lost;
    }

    /// <summary>Returns when the Lease is lost or the work is over.</summary>
    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var renewed = _time.GetUtcNow();
        try
        {
            while (_time.GetUtcNow() - renewed < options.RenewDeadline)
            {
                var left = options.RenewDeadline - (_time.GetUtcNow() - renewed);
                await Task.Delay(left < options.RetryPeriod ? left : options.RetryPeriod, _time, cancellationToken);
                if (await TryHoldAsync(cancellationToken))
                    renewed = _time.GetUtcNow();
                else if (_seen is { Holder: var holder } && holder != options.Identity)
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over, or we shut down.
        }
    }

    /// <summary>Makes, renews or takes over the Lease; false where another holds it or the API server does not answer in time.</summary>
    private async Task<bool> TryHoldAsync(CancellationToken cancellationToken)
    {
        // A request that hangs must leave time for another one before the deadline.
        using var limit = new CancellationTokenSource(options.RenewDeadline / 3, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await HoldAsync(linked.Token);
        }
        catch (KubeApiException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (await api.GetAsync(LeaseRecord.Resource, options.Namespace, options.Name, cancellationToken) is not { } lease)
        {
            var first = new LeaseRecord(options.Identity, options.Duration, now, now, 0);
            await api.CreateAsync(LeaseRecord.Resource, options.Namespace, first.ToJson(options, null), cancellationToken);
            Saw(first, now);
            return true;
        }

        var record = LeaseRecord.Read(lease);
        if (record != _seen)
            Saw(record, now);
        var mine = record.Holder == options.Identity;
        // Clocks of replicas differ: what counts is how long we have seen no change.
        if (!mine && record.Holder.Length > 0 && now - _seenAt < record.Duration)
            return false;
        var next = mine
            ? record with { Renewed = now, Duration = options.Duration }
            : new LeaseRecord(options.Identity, options.Duration, now, now, record.Transitions + 1);
        await api.ReplaceAsync(LeaseRecord.Resource, options.Namespace, options.Name, next.ToJson(options, lease.Metadata.ResourceVersion), cancellationToken);
        Saw(next, now);
        return true;
    }

    private void Saw(LeaseRecord record, DateTimeOffset now) => (_seen, _seenAt) = (record, now);

    /// <summary>Gives the Lease back, so that another replica need not wait until it runs out.</summary>
    private async Task ReleaseAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            if (await api.GetAsync(LeaseRecord.Resource, options.Namespace, options.Name, limit.Token) is not { } lease)
                return;
            var record = LeaseRecord.Read(lease);
            if (record.Holder != options.Identity)
                return;
            var released = record with { Holder = "", Duration = TimeSpan.FromSeconds(1), Renewed = _time.GetUtcNow() };
            await api.ReplaceAsync(LeaseRecord.Resource, options.Namespace, options.Name, released.ToJson(options, lease.Metadata.ResourceVersion), limit.Token);
            Saw(released, _time.GetUtcNow());
        }
        catch (Exception failure) when (failure is KubeApiException or OperationCanceledException)
        {
            // It runs out by itself.
        }
    }
}
