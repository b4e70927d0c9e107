using Envoy.Type.V3;
using MeshControl.Model.Observability;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Mesh;
using HttpTracing = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types.Tracing;

namespace MeshControl.Generation.Filters.Observability;

/// <summary>Tracing of an HTTP connection manager (traffic specification 10.2).</summary>
internal static class TracingBuilder
{
    private const double DefaultSampling = 1;

    /// <summary>Null where nothing is traced.</summary>
    /// <param name="choice">What Telemetry says; null where it says nothing.</param>
    public static HttpTracing? Build(TracingChoice? choice, MeshConfig mesh, ProxyConfig proxy, ClientFacets facets, TracingTags.Identity identity, ProviderLookup lookup)
    {
        if (choice is null)
        {
            return mesh.EnableTracing ? OfProxyConfig(proxy, identity) : null;
        }

        if (choice.IsDisabled || ExtensionProviders.Find(mesh, choice.Provider) is not { } provider
            || TracingProviders.Build(provider, facets, lookup) is not { } tracing)
        {
            return null;
        }

        Sample(tracing, choice.RandomSampling ?? ProxySampling(proxy));
        tracing.CustomTags.Add(TracingTags.Build(choice.CustomTags, proxy, choice.HasIstioTags, identity));
        tracing.MaxPathTagLength ??= MaxPathTagLength(proxy);
        return tracing;
    }

    private static HttpTracing OfProxyConfig(ProxyConfig proxy, TracingTags.Identity identity)
    {
        var tracing = new HttpTracing { MaxPathTagLength = MaxPathTagLength(proxy) };
        Sample(tracing, ProxySampling(proxy));
        tracing.CustomTags.Add(TracingTags.Build(null, proxy, proxy.Tracing?.EnableIstioTags ?? true, identity));
        return tracing;
    }

    private static void Sample(HttpTracing tracing, double random)
    {
        tracing.ClientSampling = new Percent { Value = 100 };
        tracing.OverallSampling = new Percent { Value = 100 };
        tracing.RandomSampling = new Percent { Value = random };
    }

    private static double ProxySampling(ProxyConfig proxy) => proxy.Tracing is { Sampling: > 0 and <= 100 } tracing ? tracing.Sampling : DefaultSampling;

    private static uint? MaxPathTagLength(ProxyConfig proxy) => proxy.Tracing is { MaxPathTagLength: > 0 } tracing ? (uint)tracing.MaxPathTagLength : null;
}
