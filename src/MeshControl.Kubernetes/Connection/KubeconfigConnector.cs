using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MeshControl.Kubernetes.Connection;

/// <summary>Makes a connection of a context, its cluster and its user.</summary>
internal sealed class KubeconfigConnector(Kubeconfig config, TimeProvider time)
{
    public KubeConnection Connect(string? contextName)
    {
        var name = contextName ?? config.CurrentContext ?? OnlyContext();
        var context = config.Find("contexts", name)
            ?? throw new KubeconfigException($"{config.Description}: no context '{name}' (there are: {string.Join(", ", config.Names("contexts"))})");
        var cluster = Named("clusters", context["cluster"], name);
        try
        {
            var user = context["user"] is { } userName ? Named("users", userName, name) : null;
            return new KubeConnection
            {
                BaseAddress = Address(cluster, name),
                Namespace = context["namespace"] ?? "default",
                Context = name,
                TrustRoots = cluster.Text("certificate-authority") is { } pem ? InClusterFiles.Certificates(pem) : [],
                SkipTlsVerify = cluster.Flag("insecure-skip-tls-verify"),
                TlsServerName = cluster["tls-server-name"],
                Proxy = cluster["proxy-url"] is { } proxy ? new Uri(proxy) : null,
                Credentials = user is null ? new FixedCredential(Credential.None) : Credentials(user, cluster, name),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException or CryptographicException or ArgumentException)
        {
            throw new KubeconfigException($"{config.Description}: context '{name}' is not usable: {failure.Message}", failure);
        }
    }

    private static Uri Address(KubeconfigEntry cluster, string context)
    {
        var server = cluster["server"] ?? throw new KubeconfigException($"the cluster of context '{context}' has no server");
        return Uri.TryCreate(server.Contains("://") ? server : $"https://{server}", UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? uri
            : throw new KubeconfigException($"the cluster of context '{context}' has an unusable server '{server}'");
    }

    private string OnlyContext() =>
        config.Names("contexts").ToList() is [var only]
            ? only
            : throw new KubeconfigException($"{config.Description}: no current-context; choose one of: {string.Join(", ", config.Names("contexts"))}");

    private KubeconfigEntry Named(string section, string? entry, string context) =>
        entry is not null && config.Find(section, entry) is { } found
            ? found
            : throw new KubeconfigException($"{config.Description}: context '{context}' names '{entry}', which is not among the {section}");

    private ICredentialSource Credentials(KubeconfigEntry user, KubeconfigEntry cluster, string context)
    {
        var certificate = Certificate(user);
        if (user["token"] is { } token)
            return new FixedCredential(Credential.Bearer(token) with { Certificate = certificate });
        if (user.FilePath("tokenFile") is { } file)
            return new TokenFile(file, certificate, time);
        if (user["username"] is { } name)
        {
            var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{user["password"]}"));
            return new FixedCredential(new Credential(new AuthenticationHeaderValue("Basic", pair), certificate));
        }

        if (user.Child("exec") is { } exec)
            return new ExecCredential(ExecPlugin.Read(exec, cluster, context), certificate, time);
        if (user.Child("auth-provider") is { } provider)
            throw new KubeconfigException($"auth-provider '{provider["name"]}' was removed from Kubernetes; use its exec plugin");
        return new FixedCredential(new Credential(null, certificate));
    }

    private static X509Certificate2? Certificate(KubeconfigEntry user)
    {
        var certificate = user.Text("client-certificate");
        var key = user.Text("client-key");
        return (certificate, key) switch
        {
            (null, null) => null,
            ({ }, { }) => X509Certificate2.CreateFromPem(certificate, key),
            _ => throw new KubeconfigException("client-certificate and client-key must come together"),
        };
    }
}
