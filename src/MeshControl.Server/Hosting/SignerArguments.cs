using System.CommandLine;
using MeshControl.Server.Secrets.Cluster.Signing;

namespace MeshControl.Server.Hosting;

/// <summary>The part of meshd's command line about a signer of the cluster.</summary>
internal sealed class SignerArguments
{
    private readonly Option<string?> _name = new("--signer")
    {
        Description = "Signer of the cluster (spec.signerName) that makes the certificates of workloads, by CertificateSigningRequests", HelpName = "NAME",
    };

    private readonly Option<string?> _roots = new("--signer-roots") { Description = "Roots (PEM) that the signer's certificates lead to", HelpName = "FILE" };

    public SignerArguments(Command command)
    {
        command.Options.Add(_name);
        command.Options.Add(_roots);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_name) is null != (result.GetValue(_roots) is null))
            {
                result.AddError("--signer and --signer-roots belong together");
            }
        });
    }

    public ClusterSignerOptions? Read(ParseResult parsed) =>
        parsed.GetValue(_name) is { } name && parsed.GetValue(_roots) is { } roots ? new ClusterSignerOptions(name, roots) : null;
}
