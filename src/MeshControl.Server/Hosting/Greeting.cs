using System.Net;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Hosting;

/// <summary>What a person needs to know after starting: what is served where, and how to point an Envoy at it.</summary>
internal static partial class Greeting
{
    public static void Tell(ILoggerFactory loggers, ServeOptions options)
    {
        var log = loggers.CreateLogger("MeshControl.Server.meshd");
        var sources = options.Cluster is null ? options.ConfigFolders : [.. options.ConfigFolders, $"cluster {options.ClusterId}"];
        var addresses = string.Join(" and ", ((IPEndPoint?[])[options.AdsAddress, options.SecureAdsAddress]).OfType<IPEndPoint>());
        Serving(log, string.Join(", ", sources), addresses.Length > 0 ? addresses : "no address", options.AdminAddress.ToString());
        if (options.ConfigFolders.Count == 0 || options.AdsAddress is null)
        {
            return;
        }

        Hint(log, $"meshctl bootstrap -f {options.ConfigFolders[0]} --proxy sidecar:POD.NAMESPACE --xds-address {options.AdsAddress} > envoy.json && envoy -c envoy.json");
    }

    [LoggerMessage(EventId = 5200, Level = LogLevel.Information, Message = "Serving {Folders}: ADS on {Ads}, admin on http://{Admin}")]
    private static partial void Serving(ILogger log, string folders, string ads, string admin);

    [LoggerMessage(EventId = 5201, Level = LogLevel.Information, Message = "Point an Envoy at it: {Command}")]
    private static partial void Hint(ILogger log, string command);
}
