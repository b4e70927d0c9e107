using System.CommandLine;
using MeshControl.Cli.Commands.ProxyConfig.All;
using MeshControl.Cli.Commands.ProxyConfig.Bootstrap;
using MeshControl.Cli.Commands.ProxyConfig.Clusters;
using MeshControl.Cli.Commands.ProxyConfig.Endpoints;
using MeshControl.Cli.Commands.ProxyConfig.Extensions;
using MeshControl.Cli.Commands.ProxyConfig.Listeners;
using MeshControl.Cli.Commands.ProxyConfig.Routes;
using MeshControl.Cli.Commands.ProxyConfig.Secrets;

namespace MeshControl.Cli.Commands.ProxyConfig;

/// <summary><c>meshctl proxy-config</c>: what one Envoy is configured with, in the tables of istioctl.</summary>
internal static class ProxyConfigCommand
{
    public static Command Create(CommandConsole console)
    {
        var command = new ExplainedCommand("proxy-config",
            "Show what one Envoy is configured with",
            """
            The proxy is a pod (POD.NAMESPACE): its Envoy is asked through the cluster of the kubeconfig, or meshd is, where --meshd names it or there is no
            cluster. Or it is a running Envoy (--envoy HOST:PORT), or a saved config dump (--file FILE).

            Examples:
              meshctl proxy-config cluster productpage-v1-0.default
              meshctl proxy-config listener productpage-v1-0.default --port 15006
              meshctl proxy-config route --envoy 127.0.0.1:15000 --name 9080 -o json
              curl 'localhost:15000/config_dump?include_eds' | meshctl proxy-config all --file -
            """)
        {
            ClusterCommand.Create(console),
            ListenerCommand.Create(console),
            RouteCommand.Create(console),
            EndpointCommand.Create(console),
            EdsCommand.Create(console),
            BootstrapCommand.Create(console),
            SecretCommand.Create(console),
            ExtensionConfigCommand.Create(console),
            AllCommand.Create(console),
        };
        command.Aliases.Add("pc");
        return command;
    }
}
