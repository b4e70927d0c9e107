using MeshControl.Testing.Conformance;

namespace MeshControl.Server.Tests.Conformance;

public sealed class ClusterConformance : SourceConformance
{
    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_cluster_source_conforms(string @case) => RunAsync(@case);

    protected override async Task<ConformanceSubject> StartAsync(IReadOnlyDictionary<string, int> initial) => await ClusterSubject.StartAsync(initial);
}
