using System.CommandLine;
using System.Net;
using MeshControl.Model.Security;
using MeshControl.Server.KeySets;

namespace MeshControl.Server.Hosting;

/// <summary>The part of meshd's command line about the keys of token issuers.</summary>
internal sealed class KeySetArguments
{
    private readonly Option<string> _fetch = new("--jwks-fetch")
    {
        Description = "Who fetches the keys (jwksUri) that verify tokens: meshd, proxies where the host is a service of the mesh (hybrid), or proxies always",
        DefaultValueFactory = _ => "meshd",
    };

    private readonly Option<string[]> _allow = new("--jwks-allow")
    {
        Description = "Network that may be asked for keys although it is link-local or a cloud's metadata (repeatable)", HelpName = "CIDR",
    };

    private readonly Option<string[]> _block = new("--jwks-block") { Description = "Network that is never asked for keys (repeatable)", HelpName = "CIDR" };

    private readonly Option<string?> _roots = new("--jwks-roots")
    {
        Description = "Authorities (PEM) trusted when keys are fetched, besides the system's", HelpName = "FILE",
    };

    public KeySetArguments(Command command)
    {
        _fetch.AcceptOnlyFromAmong("meshd", "hybrid", "proxies");
        foreach (var option in (IEnumerable<Option<string[]>>)[_allow, _block])
        {
            option.Validators.Add(static result =>
            {
                foreach (var token in result.Tokens.Where(static token => !IPNetwork.TryParse(token.Value, out _)))
                {
                    result.AddError($"'{token.Value}' is not a network; write for example 10.0.0.0/8");
                }
            });
        }

        foreach (var option in (IEnumerable<Option>)[_fetch, _allow, _block, _roots])
        {
            command.Options.Add(option);
        }
    }

    public KeySetOptions Read(ParseResult parsed) => new()
    {
        Fetching = parsed.GetRequiredValue(_fetch) switch
        {
            "hybrid" => KeySetFetching.Hybrid, "proxies" => KeySetFetching.Proxy, _ => KeySetFetching.ControlPlane,
        },
        Allowed = [.. (parsed.GetValue(_allow) ?? []).Select(IPNetwork.Parse)],
        Blocked = [.. (parsed.GetValue(_block) ?? []).Select(IPNetwork.Parse)],
        RootsFile = parsed.GetValue(_roots),
    };
}
