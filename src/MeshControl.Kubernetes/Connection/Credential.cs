using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Kubernetes.Connection;

/// <summary>What proves to the API server who we are; either part may be missing. Never printed.</summary>
public sealed record Credential(AuthenticationHeaderValue? Authorization, X509Certificate2? Certificate)
{
    public static readonly Credential None = new(null, null);

    public static Credential Bearer(string token) => new(new AuthenticationHeaderValue("Bearer", token), null);

    public override string ToString() =>
        $"Credential {{ {(Authorization is null ? "no" : "a hidden")} {Authorization?.Scheme ?? "token"}, {(Certificate is null ? "no" : "a")} client certificate }}";
}
