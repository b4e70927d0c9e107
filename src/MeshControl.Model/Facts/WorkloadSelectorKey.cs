using MeshControl.Incremental;

namespace MeshControl.Model.Facts;

/// <summary>What decides which services a workload implements: shared by all its pods.</summary>
internal sealed record WorkloadSelectorKey(
    string Namespace, EquatableMap<string, string> Labels, EquatableMap<string, int> NamedPorts, EquatableArray<string> UnselectedServices);
