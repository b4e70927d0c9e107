using MeshControl.Testing.Conformance;

namespace MeshControl.Server.Tests.Conformance;

public sealed class FolderConformance : SourceConformance
{
    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_folder_source_conforms(string @case) => RunAsync(@case);

    protected override async Task<ConformanceSubject> StartAsync(IReadOnlyDictionary<string, int> initial) => await FolderSubject.StartAsync(initial);
}
