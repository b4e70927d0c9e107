using System.Text.Json;
using MeshControl.Cli.Commands;

namespace MeshControl.Cli.Targets;

/// <summary>A running Envoy, asked through its admin port.</summary>
internal sealed class EnvoyTarget(AdminEndpoint admin) : IProxyTarget
{
    private const int DefaultPort = 15000;

    public EnvoyTarget(string address)
        : this(new AdminEndpoint("the Envoy admin port", address, DefaultPort, "give the address under \"admin\" in its bootstrap with --envoy HOST:PORT"))
    {
    }

    public string Description => admin.Description;

    public async Task<JsonDocument> ReadAsync(ProxyDocument document, CancellationToken cancellation)
    {
        var path = document switch
        {
            ProxyDocument.EndpointHealth => "/clusters?format=json",
            ProxyDocument.ConfigWithEndpoints => "/config_dump?include_eds",
            _ => "/config_dump",
        };
        return await admin.GetAsync(path, cancellation)
            ?? throw new CommandException($"{Description} has no {path}; is this an Envoy's admin port?");
    }
}
