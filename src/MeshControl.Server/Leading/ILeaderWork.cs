namespace MeshControl.Server.Leading;

/// <summary>Work in the cluster that one replica does for all; serving never depends on it.</summary>
internal interface ILeaderWork
{
    /// <summary>For logs.</summary>
    string Name { get; }

    /// <summary>Runs until cancelled: when the lease is lost, or the server stops.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
