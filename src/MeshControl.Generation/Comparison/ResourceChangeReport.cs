using MeshControl.Incremental;
using MeshControl.Model.Resources;

namespace MeshControl.Generation.Comparison;

/// <summary>One xDS resource that a proxy will have differently.</summary>
/// <param name="Type">Short name of its type: CDS, EDS, LDS, ECDS, RDS, or VHDS for a virtual host of a route table.</param>
/// <param name="Name">Its name; a virtual host is named <c>table/host</c>.</param>
/// <param name="Change">Added, changed or removed.</param>
/// <param name="Causes">The changed objects that it is made from; empty where the mesh settings changed it.</param>
/// <param name="Fields">What differs inside, for a changed resource.</param>
public sealed record ResourceChangeReport(
    string Type, string Name, ChangeKind Change, EquatableArray<ResourceKey> Causes, EquatableArray<FieldChange> Fields);
