namespace MeshControl.EndToEnd.Tests.Network;

/// <summary>A theory with pods in network namespaces; skipped by name where <see cref="NetworkFactAttribute"/> is.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NetworkTheoryAttribute : TheoryAttribute
{
    public NetworkTheoryAttribute() => Skip = NetworkSupport.MissingReason!;
}
