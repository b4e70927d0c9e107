using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Samples;

/// <summary>samples/canary: who has the cookie `group=dev` sees version 2.</summary>
[Collection(MeshCollection.Name)]
public sealed class CanaryTests(CanaryMesh fixture) : IClassFixture<CanaryMesh>
{
    [NetworkTheory]
    [InlineData("group=dev", "server-v2-0")]
    [InlineData("group=ops", "server-v1-0")]
    [InlineData(null, "server-v1-0")]
    public async Task A_cookie_chooses_the_version(string? cookie, string pod)
    {
        for (var i = 0; i < 10; i++)
        {
            var answer = await fixture.Mesh["client-v1-0"].Client.GetAsync("http://server/", cookie is null ? [] : [("cookie", cookie)]);
            Assert.Equal(200, answer.Status);
            Assert.Equal(pod, answer.Pod);
        }
    }

    [NetworkFact]
    public async Task Nothing_is_refused() => Assert.All(await fixture.Mesh.RefusalsAsync(), pod => Assert.Equal(0, pod.Value));
}
