using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Samples;

/// <summary>samples/blue-green: a gateway in front of two versions, half of the requests to each.</summary>
[Collection(MeshCollection.Name)]
public sealed class BlueGreenTests(BlueGreenMesh fixture) : IClassFixture<BlueGreenMesh>
{
    private const string Gateway = "http://10.244.0.2:8080/";
    private readonly TestMesh _mesh = fixture.Mesh;

    [NetworkFact]
    public async Task Half_of_the_requests_through_the_gateway_reach_each_version()
    {
        const int Total = 400;
        var byPod = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Total; i++)
        {
            var pod = (await _mesh.Outside.GetAsync(Gateway)).Pod;
            byPod[pod] = byPod.GetValueOrDefault(pod) + 1;
        }

        Assert.Equal(Total, byPod.GetValueOrDefault("myapp-v1-0") + byPod.GetValueOrDefault("myapp-v2-0"));
        Share.Agrees(byPod.GetValueOrDefault("myapp-v2-0"), Total, 0.5);
    }

    [NetworkFact]
    public async Task Nothing_is_refused() => Assert.All(await _mesh.RefusalsAsync(), pod => Assert.Equal(0, pod.Value));
}
