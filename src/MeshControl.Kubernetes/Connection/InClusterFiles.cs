using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Kubernetes.Connection;

/// <summary>What the kubelet mounts into every pod: the service account's token, the cluster's certificate authority, the pod's namespace.</summary>
internal static class InClusterFiles
{
    public const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static bool Present => Host is { Length: > 0 } && File.Exists(Path.Combine(Folder, "token"));

    private static string? Host => Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST");

    public static KubeConnection Connect(string folder, TimeProvider time)
    {
        if (Host is not { Length: > 0 } host)
            throw new KubeconfigException("not in a cluster: KUBERNETES_SERVICE_HOST is not set");
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT") is { Length: > 0 } set ? set : "443";
        try
        {
            var ns = Path.Combine(folder, "namespace");
            return new KubeConnection
            {
                BaseAddress = new Uri($"https://{(host.Contains(':') ? $"[{host}]" : host)}:{port}"),
                Namespace = File.Exists(ns) ? File.ReadAllText(ns).Trim() : "default",
                Context = "in-cluster",
                TrustRoots = Certificates(File.ReadAllText(Path.Combine(folder, "ca.crt"))),
                Credentials = new TokenFile(Path.Combine(folder, "token"), null, time),
            };
        }
        catch (Exception failure) when (failure is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new KubeconfigException($"the service account in {folder} is not usable: {failure.Message}", failure);
        }
    }

    internal static ImmutableArray<X509Certificate2> Certificates(string pem)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPem(pem);
        return [.. all];
    }
}
