using MeshControl.Kubernetes.Client;
using MeshControl.Testing.Clusters;
using MeshControl.Testing.Conformance;

namespace MeshControl.Kubernetes.Tests.Conformance;

/// <summary>The reflector does what every source does, against a real API server.</summary>
[Collection(RealServerCollection.Name)]
public sealed class RealServerConformance(RealServerFixture server) : SourceConformance
{
    [ApiServerTheory]
    [MemberData(nameof(Cases))]
    public Task A_reflector_conforms_against_a_real_server(string @case) => RunAsync(@case);

    protected override async Task<ConformanceSubject> StartAsync(IReadOnlyDictionary<string, int> initial)
    {
        var connection = server.Connection;
        return await ReflectorSubject.StartAsync(wire => new KubeApi(connection, FakeServerConformance.Plug(wire, connection)), $"c-{Guid.NewGuid():N}", initial);
    }
}
