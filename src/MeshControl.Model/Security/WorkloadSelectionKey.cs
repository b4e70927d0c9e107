using MeshControl.Incremental;

namespace MeshControl.Model.Security;

/// <summary>A workload as security policies select it: its namespace and its labels.</summary>
public sealed record WorkloadSelectionKey(string Namespace, EquatableMap<string, string> Labels);
