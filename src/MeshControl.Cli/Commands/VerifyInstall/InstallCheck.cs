namespace MeshControl.Cli.Commands.VerifyInstall;

/// <summary>The outcome of one check; <paramref name="Remedy"/> is empty where it went well.</summary>
internal sealed record InstallCheck(string What, string Finding, string Remedy = "")
{
    public bool Passed => Remedy.Length == 0;
}
