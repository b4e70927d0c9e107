using Xunit;

namespace MeshControl.Testing;

/// <summary>A theory that needs a stock Envoy and is skipped by name without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EnvoyTheoryAttribute : TheoryAttribute
{
    public EnvoyTheoryAttribute() => Skip = EnvoyBinary.MissingReason!;
}
