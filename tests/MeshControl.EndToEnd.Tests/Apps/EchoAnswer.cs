namespace MeshControl.EndToEnd.Tests.Apps;

/// <summary>What an app tells about the request that it received.</summary>
/// <param name="Pod">The pod that answered.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">By lower-case name; several values are joined with a comma.</param>
internal sealed record EchoAnswer(string Pod, string Method, string Host, string Target, IReadOnlyDictionary<string, string> Headers);
