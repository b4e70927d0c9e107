using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Leasing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Leading;

/// <summary>Holds the lease of the leader among the replicas of a revision, and runs what the leader does while it has it.</summary>
internal sealed class LeaderService(KubeApi api, LeaseOptions lease, IEnumerable<ILeaderWork> works, TimeProvider clock, ILogger<LeaderService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly LeaseElector _elector = new(api, lease, clock);

    public bool IsLeader => _elector.IsLeader;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await _elector.RunAsync(LeadAsync, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The elector has given the lease back.
        }
    }

    private async Task LeadAsync(CancellationToken cancellationToken)
    {
        LeaderLog.Leads(log, lease.Identity, lease.Name);
        try
        {
            await Task.WhenAll(works.Select(work => RunAsync(work, cancellationToken)));
        }
        finally
        {
            LeaderLog.LeadsNoMore(log, lease.Identity);
        }
    }

    // One work that fails starts again and leaves the others alone.
    private async Task RunAsync(ILeaderWork work, CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                await work.RunAsync(cancellationToken);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception error)
            {
                LeaderLog.WorkFailed(log, work.Name, error);
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }
}
