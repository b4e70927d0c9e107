using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Kubernetes.Connection;

/// <summary>How to reach one API server, and as whom.</summary>
public sealed class KubeConnection
{
    public required Uri BaseAddress { get; init; }

    /// <summary>The namespace commands mean when they name none.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>The kubeconfig's context, or "in-cluster": what to tell a user who asks where we are connected.</summary>
    public string Context { get; init; } = "";

    /// <summary>Certificates that may sign the server's; empty means those of the system.</summary>
    public ImmutableArray<X509Certificate2> TrustRoots { get; init; } = [];

    public bool SkipTlsVerify { get; init; }

    /// <summary>The name the server's certificate must carry, where it is not the host of the address.</summary>
    public string? TlsServerName { get; init; }

    public Uri? Proxy { get; init; }

    public ICredentialSource Credentials { get; init; } = new FixedCredential(Credential.None);

    /// <summary>The service account of the pod we run in.</summary>
    public static KubeConnection InCluster(TimeProvider? time = null) => InClusterFiles.Connect(InClusterFiles.Folder, time ?? TimeProvider.System);

    /// <summary>Any server with a token, without a file: what tests and tools need.</summary>
    public static KubeConnection WithToken(Uri baseAddress, string? token = null) =>
        new() { BaseAddress = baseAddress, Context = baseAddress.Authority, Credentials = new FixedCredential(token is null ? Credential.None : Credential.Bearer(token)) };

    /// <summary>
    /// A context of a kubeconfig: the given file, else those of KUBECONFIG (a list, the first file to name something wins), else <c>~/.kube/config</c>.
    /// </summary>
    /// <exception cref="KubeconfigException">Nothing there, or not usable.</exception>
    public static KubeConnection FromKubeconfig(string? path = null, string? context = null, TimeProvider? time = null) =>
        new KubeconfigConnector(Kubeconfig.Load(path), time ?? TimeProvider.System).Connect(context);

    /// <summary>KUBECONFIG where it is set, else the pod's service account, else <c>~/.kube/config</c>.</summary>
    /// <exception cref="KubeconfigException">Nothing there, or not usable.</exception>
    public static KubeConnection FromEnvironment(TimeProvider? time = null) =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KUBECONFIG")) && InClusterFiles.Present ? InCluster(time) : FromKubeconfig(time: time);

    public override string ToString() => $"{BaseAddress} (context {Context}, namespace {Namespace}, {Credentials.Current})";
}
