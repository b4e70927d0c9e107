namespace MeshControl.Model.Security;

/// <summary>What fetching a key set brought.</summary>
/// <param name="Json">The newest good keys (JWKS); empty where there were none yet.</param>
/// <param name="Problem">Why the last attempt failed; empty where it did not.</param>
public sealed record KeySet(string Json, string Problem = "");
