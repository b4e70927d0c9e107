using Envoy.Config.Core.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Mesh;
using HeadersAction = Envoy.Config.Core.V3.HttpProtocolOptions.Types.HeadersWithUnderscoresAction;
using SlashesAction = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types.PathWithEscapedSlashesAction;

namespace MeshControl.Generation.Filters;

/// <summary>proxyConfig.connectionSettings: limits and timeouts of downstream connections; the profile EDGE hardens gateways.</summary>
public static class HttpConnectionSettings
{
    /// <summary>Memory a listener may buffer for one connection, or null for Envoy's default.</summary>
    public static uint? BufferLimit(FilterContext context) => Effective(context)?.ListenerPerConnectionBufferLimitBytes is { } bytes ? (uint)bytes : null;

    internal static void Apply(FilterContext context, HttpConnectionManager manager)
    {
        if (Effective(context) is not { } settings)
        {
            return;
        }

        ApplyConnection(settings, manager);
        manager.StreamIdleTimeout = Time(settings.HttpStreamIdleTimeout) ?? manager.StreamIdleTimeout;
        manager.RequestTimeout = Time(settings.HttpRequestTimeout) ?? manager.RequestTimeout;
        manager.RequestHeadersTimeout = Time(settings.HttpRequestHeadersTimeout) ?? manager.RequestHeadersTimeout;
        manager.DrainTimeout = Time(settings.HttpDrainTimeout) ?? manager.DrainTimeout;
        manager.MergeSlashes = settings.HttpMergeSlashes ?? manager.MergeSlashes;
        manager.PathWithEscapedSlashesAction = settings.HttpPathWithEscapedSlashesAction switch
        {
            PathWithEscapedSlashesAction.KeepUnchanged => SlashesAction.KeepUnchanged,
            PathWithEscapedSlashesAction.RejectRequest => SlashesAction.RejectRequest,
            PathWithEscapedSlashesAction.UnescapeAndRedirect => SlashesAction.UnescapeAndRedirect,
            PathWithEscapedSlashesAction.UnescapeAndForward => SlashesAction.UnescapeAndForward,
            _ => manager.PathWithEscapedSlashesAction,
        };
        if (settings.HttpMaxConcurrentStreams is not null || settings.Http2InitialStreamWindowSize is not null
            || settings.Http2InitialConnectionWindowSize is not null)
        {
            manager.Http2ProtocolOptions ??= new Http2ProtocolOptions();
            manager.Http2ProtocolOptions.MaxConcurrentStreams = (uint?)settings.HttpMaxConcurrentStreams;
            manager.Http2ProtocolOptions.InitialStreamWindowSize = (uint?)settings.Http2InitialStreamWindowSize;
            manager.Http2ProtocolOptions.InitialConnectionWindowSize = (uint?)settings.Http2InitialConnectionWindowSize;
        }
    }

    private static void ApplyConnection(ConnectionSettings settings, HttpConnectionManager manager)
    {
        var headers = settings.HttpHeadersWithUnderscoresAction switch
        {
            HeadersWithUnderscoresAction.HeadersWithUnderscoresRejectRequest => HeadersAction.RejectRequest,
            HeadersWithUnderscoresAction.HeadersWithUnderscoresDropHeader => HeadersAction.DropHeader,
            _ => HeadersAction.Allow,
        };
        if (settings.HttpIdleTimeout is null && settings.HttpMaxConnectionDuration is null && settings.HttpMaxStreamDuration is null
            && headers == HeadersAction.Allow)
        {
            return;
        }

        var common = manager.CommonHttpProtocolOptions ??= new HttpProtocolOptions();
        common.IdleTimeout = Time(settings.HttpIdleTimeout) ?? common.IdleTimeout;
        common.MaxConnectionDuration = Time(settings.HttpMaxConnectionDuration) ?? common.MaxConnectionDuration;
        common.MaxStreamDuration = Time(settings.HttpMaxStreamDuration) ?? common.MaxStreamDuration;
        common.HeadersWithUnderscoresAction = headers;
    }

    private static ConnectionSettings? Effective(FilterContext context)
    {
        var settings = context.Proxy.ConnectionSettings ?? context.Settings.Mesh.DefaultConfig?.ConnectionSettings;
        return settings is { Profile: ConnectionProfile.Edge } && context.Facets.Type == ProxyType.Router ? OnEdge(settings) : settings;
    }

    // What the profile says where the user does not.
    private static ConnectionSettings OnEdge(ConnectionSettings settings) => settings with
    {
        ListenerPerConnectionBufferLimitBytes = settings.ListenerPerConnectionBufferLimitBytes ?? 32768,
        HttpIdleTimeout = settings.HttpIdleTimeout ?? TimeSpan.FromHours(1),
        HttpStreamIdleTimeout = settings.HttpStreamIdleTimeout ?? TimeSpan.FromMinutes(5),
        HttpRequestTimeout = settings.HttpRequestTimeout ?? TimeSpan.FromMinutes(5),
        HttpRequestHeadersTimeout = settings.HttpRequestHeadersTimeout ?? TimeSpan.FromSeconds(60),
        HttpMaxConcurrentStreams = settings.HttpMaxConcurrentStreams ?? 100,
        Http2InitialStreamWindowSize = settings.Http2InitialStreamWindowSize ?? 65536,
        Http2InitialConnectionWindowSize = settings.Http2InitialConnectionWindowSize ?? 1048576,
        HttpHeadersWithUnderscoresAction = settings.HttpHeadersWithUnderscoresAction == HeadersWithUnderscoresAction.HeadersWithUnderscoresUnspecified
            ? HeadersWithUnderscoresAction.HeadersWithUnderscoresRejectRequest
            : settings.HttpHeadersWithUnderscoresAction,
        HttpMergeSlashes = settings.HttpMergeSlashes ?? true,
        HttpPathWithEscapedSlashesAction = settings.HttpPathWithEscapedSlashesAction == PathWithEscapedSlashesAction.PathWithEscapedSlashesUnspecified
            ? PathWithEscapedSlashesAction.UnescapeAndRedirect
            : settings.HttpPathWithEscapedSlashesAction,
    };

    private static Duration? Time(TimeSpan? time) => time is { } value ? Duration.FromTimeSpan(value) : null;
}
