using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Services;
using HttpOptions = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions;
using UpstreamProtocol = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions.UpstreamProtocolOptionsOneofCase;

namespace MeshControl.Generation.Clusters;

/// <summary>Which HTTP version a cluster speaks (traffic specification 5.5).</summary>
internal static class HttpProtocolPart
{
    private static readonly TimeSpan PassthroughIdleTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Chooses by the port's protocol; a sniffed port behind a sidecar follows the client.</summary>
    public static void ApplyPort(ClusterDraft draft, Protocol protocol, bool isSidecar, bool preserveHeaderCase)
    {
        if (protocol.IsHttp2())
        {
            SetHttp2(draft);
        }
        else if (isSidecar && protocol == Protocol.Auto)
        {
            FollowDownstream(draft, preserveHeaderCase);
        }
        else if (preserveHeaderCase && (protocol.IsHttp() || protocol == Protocol.Auto))
        {
            draft.RequireHttp().ExplicitHttpConfig = new() { HttpProtocolOptions = Http1(preserveHeaderCase) };
        }
    }

    /// <summary>Upgrades an outbound cluster to HTTP/2 where its rule, or else the mesh, says so; a protocol already chosen stays.</summary>
    public static void ApplyUpgrade(ClusterDraft draft, Protocol protocol, MeshH2UpgradePolicy mesh, ConnectionPoolHttpSettings? pool)
    {
        if (pool?.UseClientProtocol == true || (draft.Http?.UpstreamProtocolOptionsCase ?? UpstreamProtocol.None) != UpstreamProtocol.None)
        {
            return;
        }

        var upgrades = (pool?.H2UpgradePolicy ?? H2UpgradePolicy.Default) switch
        {
            H2UpgradePolicy.Upgrade => true,
            H2UpgradePolicy.DoNotUpgrade => false,
            _ => protocol.IsHttp() && mesh == MeshH2UpgradePolicy.Upgrade,
        };
        if (upgrades)
        {
            SetHttp2(draft);
        }
    }

    /// <summary>Speaks whatever version the client spoke.</summary>
    public static void FollowDownstream(ClusterDraft draft, bool preserveHeaderCase = false) =>
        draft.RequireHttp().UseDownstreamProtocolConfig = new HttpOptions.Types.UseDownstreamHttpConfig
        {
            HttpProtocolOptions = Http1(preserveHeaderCase), Http2ProtocolOptions = new(),
        };

    /// <summary>The options of both passthrough clusters.</summary>
    public static void ApplyPassthrough(ClusterDraft draft)
    {
        FollowDownstream(draft);
        draft.RequireHttp().CommonHttpProtocolOptions = new() { IdleTimeout = Duration.FromTimeSpan(PassthroughIdleTimeout) };
    }

    private static void SetHttp2(ClusterDraft draft) => draft.RequireHttp().ExplicitHttpConfig = new() { Http2ProtocolOptions = new() };

    private static Http1ProtocolOptions Http1(bool preserveHeaderCase) => preserveHeaderCase
        ? new Http1ProtocolOptions
        {
            HeaderKeyFormat = new()
            {
                StatefulFormatter = new TypedExtensionConfig
                {
                    Name = "preserve_case",
                    TypedConfig = Any.Pack(new Envoy.Extensions.Http.HeaderFormatters.PreserveCase.V3.PreserveCaseFormatterConfig()),
                },
            },
        }
        : new Http1ProtocolOptions();
}
