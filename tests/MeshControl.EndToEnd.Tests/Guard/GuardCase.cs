namespace MeshControl.EndToEnd.Tests.Guard;

/// <summary>Policies at one port, and who gets through.</summary>
/// <param name="Server">The pod; policies of one pod add up, tokens are per pod.</param>
/// <param name="Port">Its port.</param>
/// <param name="IsTcp">True where the port is one of bytes.</param>
/// <param name="Policies">Specs in YAML flow style without braces; PORT is the port, `DRYRUN ` in front only tries one.</param>
/// <param name="Passes">Requests that reach the app: `CLIENT METHOD PATH [HEADER: VALUE[; …]]`.</param>
/// <param name="Refused">Requests that do not; 403, or the status in front.</param>
internal sealed record GuardCase(string Server, int Port, bool IsTcp, string[] Policies, string[] Passes, string[] Refused)
{
    /// <summary>True where the policies say who is let in; else everybody who is not kept out is.</summary>
    public bool IsAllow => Policies.All(static policy => policy.Length > 0 && !policy.StartsWith("action:", StringComparison.Ordinal) && !policy.StartsWith("DRYRUN action:", StringComparison.Ordinal));
}
