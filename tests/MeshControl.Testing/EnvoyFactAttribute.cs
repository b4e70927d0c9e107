using Xunit;

namespace MeshControl.Testing;

/// <summary>A fact that needs a stock Envoy and is skipped by name without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EnvoyFactAttribute : FactAttribute
{
    public EnvoyFactAttribute() => Skip = EnvoyBinary.MissingReason!;
}
