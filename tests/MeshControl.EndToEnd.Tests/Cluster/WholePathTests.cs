namespace MeshControl.EndToEnd.Tests.Cluster;

/// <summary>
/// The operator's whole path against a real API server: the charts rendered by helm and applied with kubectl, a control plane that runs as its Deployment
/// says, pods that its webhook changes, objects that its webhook refuses, a stock Envoy that runs as its injected pod says, and everything gone in the end.
/// </summary>
public sealed class WholePathTests
{
    [WholePathFact]
    public async Task From_helm_to_a_request_and_back_to_an_empty_cluster()
    {
        await using var path = await WholePath.StartAsync();
        await path.WalkAsync();
    }
}
