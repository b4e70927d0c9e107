using System.Text.Json;
using MeshControl.Cli.Commands;

namespace MeshControl.Cli.Targets;

/// <summary>A proxy as the control plane sees it: what meshd has computed for it, whether it took it or not.</summary>
internal sealed class MeshdTarget(string address, string proxy) : IProxyTarget
{
    private readonly AdminEndpoint _meshd = MeshdAddress.Endpoint(address);

    public string Description => $"{proxy} from {_meshd.Description}";

    public async Task<JsonDocument> ReadAsync(ProxyDocument document, CancellationToken cancellation)
    {
        var endpoints = document == ProxyDocument.Config ? "" : "&include_eds=true";
        return await _meshd.GetAsync($"/debug/config_dump?proxyID={Uri.EscapeDataString(proxy)}{endpoints}", cancellation)
            ?? throw new CommandException($"no proxy {proxy} is connected to {_meshd.Description}; list the connected ones with: meshctl proxy-status --meshd {address}");
    }
}
