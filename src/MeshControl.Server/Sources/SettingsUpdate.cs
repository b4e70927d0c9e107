using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Validation;

namespace MeshControl.Server.Sources;

/// <summary>Mesh settings as read from their files; a null part has errors and the last good one stays.</summary>
/// <param name="Mesh">The mesh configuration, or null.</param>
/// <param name="Networks">The mesh networks, or null.</param>
/// <param name="Fingerprint">Over the texts: tells two versions apart.</param>
/// <param name="Findings">What is wrong with them.</param>
public sealed record SettingsUpdate(MeshConfig? Mesh, MeshNetworks? Networks, string Fingerprint, IReadOnlyList<Finding> Findings);
