using Envoy.Config.Accesslog.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.AccessLoggers.File.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Extensions.Filters.Network.TcpProxy.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Simulation;
using ProxyProtocol = Envoy.Extensions.Filters.Listener.ProxyProtocol.V3.ProxyProtocol;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>
/// A generated listener for a batch: the PROXY protocol brings the original destination instead of the kernel, cluster names get the prefix of their
/// configuration, tables stand inside. Matching, routing and filters stay as they were generated.
/// </summary>
internal sealed class TestListeners(ProxyResources resources, string prefix, string logFile, TestIdentities identities)
{
    private const string OriginalDestination = "envoy.filters.listener.original_dst";

    /// <summary>The listener at another port.</summary>
    /// <param name="original">As generated.</param>
    /// <param name="port">The port in this batch: real where it binds, any number where connections are only handed to it.</param>
    /// <param name="binds">True where the port is opened.</param>
    public Listener Of(Listener original, int port, bool binds)
    {
        var listener = original.Clone();
        listener.Name = prefix + original.Name;
        listener.Address.SocketAddress.PortValue = (uint)port;
        listener.AdditionalAddresses.Clear();
        listener.AccessLog.Clear();
        if (binds)
        {
            listener.Address.SocketAddress.Address = "127.0.0.1";
            foreach (var kernel in listener.ListenerFilters.Where(filter => filter.Name == OriginalDestination).ToList())
            {
                listener.ListenerFilters.Remove(kernel);
            }

            listener.ListenerFilters.Insert(0, new ListenerFilter { Name = "proxy", TypedConfig = Any.Pack(new ProxyProtocol()) });
        }

        foreach (var chain in listener.FilterChains.Concat(listener.DefaultFilterChain is { } last ? [last] : []))
        {
            Change(chain);
        }

        return listener;
    }

    private void Change(FilterChain chain)
    {
        if (chain.TransportSocket?.TypedConfig.TryUnpack(out DownstreamTlsContext tls) is true)
        {
            PutCertificates(tls.CommonTlsContext);
            chain.TransportSocket.TypedConfig = Any.Pack(tls);
        }

        foreach (var filter in chain.Filters)
        {
            if (filter.TypedConfig.TryUnpack(out HttpConnectionManager manager))
            {
                if (manager.Rds is { } rds)
                {
                    manager.RouteConfig = resources.Route(rds.RouteConfigName)?.Clone() ?? new RouteConfiguration { Name = "none" };
                }

                Rename(manager.RouteConfig);
                manager.AccessLog.Clear();
                manager.AccessLog.Add(Log());
                filter.TypedConfig = Any.Pack(manager);
            }
            else if (filter.TypedConfig.TryUnpack(out TcpProxy proxy))
            {
                if (proxy.WeightedClusters is { } weighted)
                {
                    foreach (var item in weighted.Clusters)
                    {
                        item.Name = prefix + item.Name;
                    }
                }
                else
                {
                    proxy.Cluster = prefix + proxy.Cluster;
                }

                proxy.AccessLog.Clear();
                proxy.AccessLog.Add(Log());
                filter.TypedConfig = Any.Pack(proxy);
            }
        }
    }

    // Secrets stand inside; what is checked of a client stays as it was generated.
    private void PutCertificates(CommonTlsContext tls)
    {
        tls.TlsCertificateSdsSecretConfigs.Clear();
        tls.TlsCertificates.Add(new TlsCertificate { CertificateChain = new() { InlineString = identities.ServerPem }, PrivateKey = new() { InlineString = identities.ServerKeyPem } });
        if (tls.CombinedValidationContext is { } combined)
        {
            var validation = combined.DefaultValidationContext;
            validation.TrustedCa = new() { InlineString = identities.RootPem };
            tls.ValidationContext = validation;
        }
    }

    private void Rename(RouteConfiguration table)
    {
        table.Vhds = null;
        foreach (var action in table.VirtualHosts.SelectMany(host => host.Routes).Where(route => route.Route_ is not null).Select(route => route.Route_))
        {
            if (action.ClusterSpecifierCase == RouteAction.ClusterSpecifierOneofCase.Cluster)
            {
                action.Cluster = prefix + action.Cluster;
            }

            foreach (var item in action.WeightedClusters?.Clusters ?? [])
            {
                item.Name = prefix + item.Name;
            }

            foreach (var mirror in action.RequestMirrorPolicies)
            {
                mirror.Cluster = prefix + mirror.Cluster;
            }
        }
    }

    private AccessLog Log()
    {
        var fields = new Struct();
        foreach (var (name, command) in new[]
        {
            ("pair", "%REQ(X-PAIR)%"), ("remote", "%DOWNSTREAM_REMOTE_ADDRESS%"), ("cluster", "%UPSTREAM_CLUSTER_RAW%"), ("route", "%ROUTE_NAME%"),
            ("chain", "%FILTER_CHAIN_NAME%"), ("flags", "%RESPONSE_FLAGS%"), ("details", "%RESPONSE_CODE_DETAILS%"),
        })
        {
            fields.Fields[name] = Value.ForString(command);
        }

        return new AccessLog
        {
            Name = "file", TypedConfig = Any.Pack(new FileAccessLog { Path = logFile, LogFormat = new SubstitutionFormatString { JsonFormat = fields } }),
        };
    }
}
