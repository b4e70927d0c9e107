namespace MeshControl.Security.Tests.Host;

/// <summary>A fact that needs the openssl command and is skipped by name without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OpenSslFactAttribute : FactAttribute
{
    public OpenSslFactAttribute() => Skip = OpenSsl.Path is null ? "no openssl in PATH" : null!;
}
