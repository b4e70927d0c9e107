using System.Text.Json;
using MeshControl.EndToEnd.Tests.Apps;

namespace MeshControl.EndToEnd.Tests.Mesh;

/// <summary>What a client in a pod got.</summary>
/// <param name="Headers">By lower-case name; several values are joined with a comma.</param>
internal sealed record PodAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>What the app says it received; fails where the answer is not an app's.</summary>
    public EchoAnswer Echo => Headers.ContainsKey("x-app")
        ? JsonSerializer.Deserialize<EchoAnswer>(Body, JsonSerializerOptions.Web)!
        : throw new Xunit.Sdk.XunitException($"no app answered: {Status} {Body}");

    /// <summary>The pod whose app answered.</summary>
    public string Pod => Echo.Pod;
}
