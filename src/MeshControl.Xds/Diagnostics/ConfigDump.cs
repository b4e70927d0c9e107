using System.Collections.Immutable;
using Envoy.Admin.V3;
using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Output;
using static Envoy.Admin.V3.ClustersConfigDump.Types;

namespace MeshControl.Xds.Diagnostics;

/// <summary>What a proxy was sent, in the shape of Envoy's own /config_dump: whole route tables, no private keys.</summary>
public sealed class ConfigDump
{
    private const string Redacted = "[redacted]";
    private readonly ImmutableArray<SentType> _sent;

    internal ConfigDump(ImmutableArray<SentType> sent) => _sent = sent;

    /// <summary>The dump as a message.</summary>
    /// <param name="types">Short names (cds, lds…) to include; null for all.</param>
    /// <param name="includeEndpoints">Endpoints are left out unless asked for, as Envoy does.</param>
    public Envoy.Admin.V3.ConfigDump ToMessage(IReadOnlyCollection<string>? types = null, bool includeEndpoints = false)
    {
        var dump = new Envoy.Admin.V3.ConfigDump { Configs = { Any.Pack(new BootstrapConfigDump()) } };
        foreach (var sent in _sent.Where(sent => types is null || types.Contains(sent.Type.Name, StringComparer.OrdinalIgnoreCase)))
        {
            if (sent.Type != ResourceType.Endpoint || includeEndpoints)
            {
                dump.Configs.Add(Any.Pack(Section(sent)));
            }
        }

        return dump;
    }

    private static IMessage Section(SentType sent) => sent.Type.Name switch
    {
        "CDS" => Clusters(sent),
        "EDS" => Endpoints(sent),
        "LDS" => Listeners(sent),
        "RDS" => Routes(sent),
        "SDS" => Secrets(sent),
        _ => Extensions(sent),
    };

    private static ClustersConfigDump Clusters(SentType sent)
    {
        var section = new ClustersConfigDump { VersionInfo = sent.Version };
        section.DynamicActiveClusters.AddRange(sent.Resources.Select(resource =>
            new DynamicCluster { VersionInfo = resource.Version, Cluster = Unpacked(resource), LastUpdated = Time(sent) }));
        return section;
    }

    private static EndpointsConfigDump Endpoints(SentType sent)
    {
        var section = new EndpointsConfigDump();
        section.DynamicEndpointConfigs.AddRange(sent.Resources.Select(resource => new EndpointsConfigDump.Types.DynamicEndpointConfig
        {
            VersionInfo = resource.Version, EndpointConfig = Unpacked(resource), LastUpdated = Time(sent),
        }));
        return section;
    }

    private static ListenersConfigDump Listeners(SentType sent)
    {
        var section = new ListenersConfigDump { VersionInfo = sent.Version };
        section.DynamicListeners.AddRange(sent.Resources.Select(resource => new ListenersConfigDump.Types.DynamicListener
        {
            Name = resource.Name,
            ActiveState = new ListenersConfigDump.Types.DynamicListenerState
            {
                VersionInfo = resource.Version, Listener = Unpacked(resource), LastUpdated = Time(sent),
            },
        }));
        return section;
    }

    private static RoutesConfigDump Routes(SentType sent)
    {
        var section = new RoutesConfigDump();
        section.DynamicRouteConfigs.AddRange(sent.Resources.Select(resource => new RoutesConfigDump.Types.DynamicRouteConfig
        {
            VersionInfo = resource.Version, RouteConfig = Unpacked(resource), LastUpdated = Time(sent),
        }));
        return section;
    }

    private static SecretsConfigDump Secrets(SentType sent)
    {
        var section = new SecretsConfigDump();
        section.DynamicActiveSecrets.AddRange(sent.Resources.Select(resource => new SecretsConfigDump.Types.DynamicSecret
        {
            Name = resource.Name, VersionInfo = resource.Version, Secret = WithoutKeys(resource), LastUpdated = Time(sent),
        }));
        return section;
    }

    private static EcdsConfigDump Extensions(SentType sent)
    {
        var section = new EcdsConfigDump();
        section.EcdsFilters.AddRange(sent.Resources.Select(resource => new EcdsConfigDump.Types.EcdsFilterConfig
        {
            VersionInfo = resource.Version, EcdsFilter = Unpacked(resource), LastUpdated = Time(sent),
        }));
        return section;
    }

    private static Any Unpacked(EncodedResource resource) => Any.Parser.ParseFrom(resource.Any.Span);

    /// <summary>Works on a copy, so that it can never reach what is served.</summary>
    private static Any WithoutKeys(EncodedResource resource)
    {
        var secret = Unpacked(resource).Unpack<Secret>();
        if (secret.TlsCertificate is { PrivateKey: not null } certificate)
        {
            certificate.PrivateKey = new DataSource { InlineString = Redacted };
        }

        if (secret.GenericSecret is { Secret: not null } generic)
        {
            generic.Secret = new DataSource { InlineString = Redacted };
        }

        foreach (var key in secret.SessionTicketKeys?.Keys ?? [])
        {
            key.InlineString = Redacted;
        }

        return Any.Pack(secret);
    }

    private static Timestamp? Time(SentType sent) => sent.SentAt is { } time ? Timestamp.FromDateTimeOffset(time) : null;
}
