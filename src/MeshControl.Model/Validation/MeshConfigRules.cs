using System.Globalization;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Model.Validation;

/// <summary>Rules for the mesh configuration; paths are those of its own document.</summary>
internal static class MeshConfigRules
{
    public static IReadOnlyList<(string Path, string Message, string Fix)> Check(MeshConfig mesh)
    {
        var found = new List<(string, string, string)>();
        Providers(mesh.ExtensionProviders, found);
        if (!HostSyntax.IsName(mesh.TrustDomain))
        {
            found.Add(("trustDomain", $"\"{mesh.TrustDomain}\" is not a trust domain", "use a DNS name, such as cluster.local"));
        }

        if (mesh.DefaultConfig is { } proxy)
        {
            Port("defaultConfig.statusPort", proxy.StatusPort, found);
            Port("defaultConfig.proxyAdminPort", proxy.ProxyAdminPort, found);
            Address("defaultConfig.discoveryAddress", proxy.DiscoveryAddress, found);
            if (proxy.Concurrency < 0)
            {
                found.Add(("defaultConfig.concurrency", $"{proxy.Concurrency} is negative", "use 0 or more; 0 means one thread a core"));
            }
        }

        return found;
    }

    private static void Providers(IReadOnlyList<ExtensionProvider> providers, List<(string, string, string)> found)
    {
        // The mesh's own stand before those of the document.
        var standard = new MeshConfig().ExtensionProviders;
        var own = providers.Zip(standard).TakeWhile(pair => pair.First.Name == pair.Second.Name).Count();
        for (var i = own; i < providers.Count; i++)
        {
            var path = $"extensionProviders[{i - own}]";
            var provider = providers[i];
            if (provider.Name.Length == 0)
            {
                found.Add((path + ".name", "the provider has no name", "add a name, by which policies refer to it"));
            }
            else if (providers.Take(i).Any(other => other.Name == provider.Name))
            {
                found.Add((path + ".name", $"the provider \"{provider.Name}\" is defined twice", "rename or remove one"));
            }

            if (ServiceOf(provider) is var (field, service, port))
            {
                if (!HostSyntax.IsName(service.AsSpan(service.IndexOf('/', StringComparison.Ordinal) + 1)))
                {
                    found.Add(($"{path}.{field}.service", $"\"{service}\" is not a service", "write its host name, or namespace/host"));
                }

                Port($"{path}.{field}.port", port, found);
            }

            if (provider.EnvoyExtAuthzHttp is { } http)
            {
                Http($"{path}.envoyExtAuthzHttp", http, found);
            }
        }
    }

    private static void Http(string path, EnvoyExternalAuthorizationHttpProvider provider, List<(string, string, string)> found)
    {
        if (provider.PathPrefix.Length > 0 && !provider.PathPrefix.StartsWith('/'))
        {
            found.Add((path + ".pathPrefix", $"\"{provider.PathPrefix}\" is not a path", "begin it with /"));
        }

        if (provider.StatusOnError.Length > 0 && !(int.TryParse(provider.StatusOnError, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 599))
        {
            found.Add((path + ".statusOnError", $"\"{provider.StatusOnError}\" is not a response status", "use a number, such as 503"));
        }
    }

    private static (string Field, string Service, int Port)? ServiceOf(ExtensionProvider provider) => provider switch
    {
        { EnvoyExtAuthzHttp: { } http } => ("envoyExtAuthzHttp", http.Service, http.Port),
        { EnvoyExtAuthzGrpc: { } grpc } => ("envoyExtAuthzGrpc", grpc.Service, grpc.Port),
        { Zipkin: { } zipkin } => ("zipkin", zipkin.Service, zipkin.Port),
        { Opentelemetry: { } otel } => ("opentelemetry", otel.Service, otel.Port),
        { Skywalking: { } skywalking } => ("skywalking", skywalking.Service, skywalking.Port),
        { Datadog: { } datadog } => ("datadog", datadog.Service, datadog.Port),
        { EnvoyHttpAls: { } als } => ("envoyHttpAls", als.Service, als.Port),
        { EnvoyTcpAls: { } als } => ("envoyTcpAls", als.Service, als.Port),
        { EnvoyOtelAls: { } als } => ("envoyOtelAls", als.Service, als.Port),
        _ => null,
    };

    private static void Port(string path, int port, List<(string, string, string)> found)
    {
        if (port is < 1 or > 65535)
        {
            found.Add((path, $"{port} is not a port", "use a number between 1 and 65535"));
        }
    }

    private static void Address(string path, string address, List<(string, string, string)> found)
    {
        var colon = address.LastIndexOf(':');
        if (address.Length > 0 && !(colon > 0 && int.TryParse(address.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535))
        {
            found.Add((path, $"\"{address}\" is not an address", "write host:port"));
        }
    }
}
