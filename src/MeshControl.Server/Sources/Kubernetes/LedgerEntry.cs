using MeshControl.Kubernetes;
using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>An object as a watch last saw it.</summary>
/// <param name="Resource">The last good version; null where there was none yet.</param>
/// <param name="Api">The kind and version it was read in.</param>
/// <param name="IsRejected">The newest version has errors.</param>
/// <param name="Generation">Of the newest version, rejected or not.</param>
/// <param name="Findings">About the newest version.</param>
internal sealed record LedgerEntry(Resource? Resource, ApiResource Api, bool IsRejected, long Generation, IReadOnlyList<Finding> Findings);
