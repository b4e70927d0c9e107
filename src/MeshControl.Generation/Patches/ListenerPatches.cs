using Envoy.Config.Listener.V3;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Patches;

/// <summary>Patches of listeners, their chains and their filters, in the order that users count on (traffic specification 3.14).</summary>
/// <param name="Listeners">Patches of listeners and filters in force.</param>
/// <param name="Routes">Patches of routes, for tables inside of filters.</param>
/// <param name="Side">Which listeners they are.</param>
internal sealed record ListenerPatches(EquatableArray<EnvoyPatch> Listeners, EquatableArray<EnvoyPatch> Routes, EnvoyFilterPatchContext Side)
{
    /// <summary>What is in force for a proxy.</summary>
    public static ListenerPatches Of(MeshFacts facts, EnvoyPatchKey key, EnvoyFilterPatchContext side, IReader read) =>
        new(read.Get(facts.Patches.Listeners, key), read.Get(facts.Patches.Routes, key), side);

    /// <summary>The listener as patched: itself where nothing is in force, null where a patch removes it.</summary>
    public Listener? Apply(Listener built)
    {
        if (!Listeners.Any(patch => patch.IsFor(Side)) && !Routes.Any(patch => patch.IsFor(Side)))
        {
            return built;
        }

        // What was built shares its filters with other listeners.
        var listener = built.Clone();
        foreach (var patch in Of(EnvoyFilterApplyTo.Listener).Where(patch => ListenerMatching.IsListener(patch, listener)))
        {
            switch (patch.Operation)
            {
                case EnvoyFilterOperation.Remove:
                    return null;
                case EnvoyFilterOperation.Merge or EnvoyFilterOperation.MergeAndReplaceList when PatchValues.Read<Listener>(patch) is { } value:
                    MessageMerge.Merge(listener, value, patch.Operation == EnvoyFilterOperation.MergeAndReplaceList);
                    break;
            }
        }

        foreach (var patch in Of(EnvoyFilterApplyTo.ListenerFilter).Where(patch => ListenerMatching.IsListener(patch, listener)))
        {
            NamedList.Apply(
                listener.ListenerFilters, patch.Operation, patch.Spec.Match?.Listener?.ListenerFilter ?? "", PatchValues.Read<ListenerFilter>(patch), static filter => filter.Name,
                (target, source) =>
                {
                    target.Name = source.Name.Length > 0 ? source.Name : target.Name;
                    target.TypedConfig = source.TypedConfig is null ? target.TypedConfig : MessageMerge.Merge(target.TypedConfig, source.TypedConfig);
                });
        }

        PatchChains(listener);
        return listener;
    }

    /// <summary>Listeners that patches add to this side.</summary>
    public IEnumerable<Listener> Added() =>
        Of(EnvoyFilterApplyTo.Listener)
            .Where(patch => IsAddition(patch.Operation) && (patch.Context == Side || Side != EnvoyFilterPatchContext.SidecarInbound))
            .Select(PatchValues.Read<Listener>).OfType<Listener>().Where(static listener => listener.Name.Length > 0);

    private void PatchChains(Listener listener)
    {
        var chains = new ChainPatches(this, listener);
        for (var i = listener.FilterChains.Count - 1; i >= 0; i--)
        {
            if (!chains.Apply(listener.FilterChains[i]))
            {
                listener.FilterChains.RemoveAt(i);
            }
        }

        if (listener.DefaultFilterChain is { } other && !chains.Apply(other))
        {
            listener.DefaultFilterChain = null;
        }

        foreach (var patch in Of(EnvoyFilterApplyTo.FilterChain).Where(patch => IsAddition(patch.Operation) && ListenerMatching.IsListener(patch, listener)))
        {
            if (PatchValues.Read<FilterChain>(patch) is { } value)
            {
                listener.FilterChains.Add(value);
            }
        }
    }

    internal IEnumerable<EnvoyPatch> Of(EnvoyFilterApplyTo kind) => Listeners.Where(patch => patch.Spec.ApplyTo == kind && patch.IsFor(Side));

    private static bool IsAddition(EnvoyFilterOperation operation) =>
        operation is EnvoyFilterOperation.Add or EnvoyFilterOperation.InsertBefore or EnvoyFilterOperation.InsertAfter or EnvoyFilterOperation.InsertFirst;
}
