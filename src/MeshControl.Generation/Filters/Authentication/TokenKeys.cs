using MeshControl.Model.Security;

namespace MeshControl.Generation.Filters.Authentication;

/// <summary>The keys of a rule.</summary>
/// <param name="Json">A key set; empty where it is not known.</param>
/// <param name="Remote">Where proxies fetch it instead; null where they do not.</param>
public sealed record TokenKeys(string Json, RemoteKeys? Remote = null);
