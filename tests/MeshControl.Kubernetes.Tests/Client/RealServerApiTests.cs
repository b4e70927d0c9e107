using MeshControl.Kubernetes.Client;
using MeshControl.Testing.Clusters;

namespace MeshControl.Kubernetes.Tests.Client;

/// <summary>The calls against a real API server.</summary>
[Collection(RealServerCollection.Name)]
public sealed class RealServerApiTests(RealServerFixture server) : ApiTests, IDisposable
{
    private readonly KubeApi? _api = ApiServerBinaries.MissingReason is null ? server.Connect() : null;

    protected override KubeApi Api => _api!;

    public void Dispose() => _api?.Dispose();

    [ApiServerTheory]
    [MemberData(nameof(Cases))]
    public Task A_real_server_answers(string @case) => RunAsync(@case);
}
