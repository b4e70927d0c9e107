using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Extensions;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Patches;

/// <summary>Patches of the chains of one listener and of the filters in them.</summary>
internal sealed class ChainPatches(ListenerPatches patches, Listener listener)
{
    /// <summary>Patches a chain in place; false where a patch removes it.</summary>
    public bool Apply(FilterChain chain)
    {
        foreach (var patch in For(EnvoyFilterApplyTo.FilterChain, chain))
        {
            switch (patch.Operation)
            {
                case EnvoyFilterOperation.Remove:
                    return false;
                case EnvoyFilterOperation.Merge or EnvoyFilterOperation.MergeAndReplaceList when PatchValues.Read<FilterChain>(patch) is { } value:
                    Merge(chain, value, patch.Operation == EnvoyFilterOperation.MergeAndReplaceList);
                    break;
            }
        }

        foreach (var patch in MergesLast(For(EnvoyFilterApplyTo.NetworkFilter, chain)))
        {
            NamedList.Apply(
                chain.Filters, patch.Operation, NetworkFilterOf(patch), PatchValues.Read<Filter>(patch), static filter => filter.Name,
                static (target, source) =>
                {
                    target.Name = source.Name.Length > 0 ? source.Name : target.Name;
                    target.TypedConfig = source.TypedConfig is null ? target.TypedConfig : MessageMerge.Merge(target.TypedConfig, source.TypedConfig);
                });
        }

        var ofHttp = MergesLast(For(EnvoyFilterApplyTo.HttpFilter, chain)).ToList();
        foreach (var filter in chain.Filters.Where(static filter => filter.TypedConfig?.Is(HttpConnectionManager.Descriptor) == true))
        {
            PatchManager(filter, ofHttp, PortOf(chain));
        }

        return true;
    }

    private void PatchManager(Filter filter, List<EnvoyPatch> ofHttp, int port)
    {
        var manager = filter.TypedConfig.Unpack<HttpConnectionManager>();
        foreach (var patch in ofHttp.Where(patch => NetworkFilterOf(patch).Length == 0 || NetworkFilterOf(patch) == filter.Name))
        {
            NamedList.Apply(
                manager.HttpFilters, patch.Operation, patch.Spec.Match?.Listener?.FilterChain?.Filter?.SubFilter?.Name ?? "", PatchValues.Read<HttpFilter>(patch),
                static item => item.Name,
                static (target, source) =>
                {
                    target.Name = source.Name.Length > 0 ? source.Name : target.Name;
                    target.TypedConfig = source.TypedConfig is null ? target.TypedConfig : MessageMerge.Merge(target.TypedConfig, source.TypedConfig);
                });
        }

        if (manager.RouteConfig is { } routes)
        {
            RoutePatches.Apply(routes, patches.Routes, patches.Side, [port]);
        }

        filter.TypedConfig = Any.Pack(manager);
    }

    private IEnumerable<EnvoyPatch> For(EnvoyFilterApplyTo kind, FilterChain chain) =>
        patches.Of(kind).Where(patch => ListenerMatching.IsChain(patch, listener, chain));

    // What one patch inserts another may merge into, whichever comes first.
    private static IEnumerable<EnvoyPatch> MergesLast(IEnumerable<EnvoyPatch> all) =>
        all.OrderBy(static patch => patch.Operation is EnvoyFilterOperation.Merge or EnvoyFilterOperation.MergeAndReplaceList);

    private static string NetworkFilterOf(EnvoyPatch patch) => patch.Spec.Match?.Listener?.FilterChain?.Filter?.Name ?? "";

    private int PortOf(FilterChain chain) => (int)(chain.FilterChainMatch?.DestinationPort ?? listener.Address?.SocketAddress?.PortValue ?? 0);

    private static void Merge(FilterChain chain, FilterChain value, bool replacesLists)
    {
        if (value.TransportSocket is { } socket && chain.TransportSocket is { } own && own.Name == socket.Name)
        {
            ClusterPatches.MergeSocket(own, socket);
            return;
        }

        MessageMerge.Merge(chain, value, replacesLists);
    }
}
