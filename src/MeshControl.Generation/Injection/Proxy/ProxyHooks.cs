using System.Globalization;
using System.Text.Json.Nodes;
using MeshControl.Generation.Bootstrap;

namespace MeshControl.Generation.Injection.Proxy;

/// <summary>
/// Hooks of the proxy's container, in the shell of the stock image: a kubelet's own hooks can only GET, and Envoy's admin interface changes nothing for that.
/// </summary>
internal static class ProxyHooks
{
    private const int DefaultDrainSeconds = 5;

    public static JsonObject? Of(ProxySettings settings, bool isRouter)
    {
        var hooks = new JsonObject();
        if (ProxyImages.HasShell(settings))
        {
            if (settings.HoldsApplication && !isRouter)
            {
                hooks["postStart"] = Exec(Wait);
            }

            hooks["preStop"] = Exec(Drain(settings, isRouter));
        }

        // Hooks of one's own replace the same hooks only: waiting for the proxy does not end where somebody drains otherwise.
        foreach (var (name, hook) in settings.Values.Map("global.proxy.lifecycle") ?? [])
        {
            hooks[name] = hook?.DeepClone();
        }

        return hooks.Count > 0 ? hooks : null;
    }

    private static string Wait => string.Create(CultureInfo.InvariantCulture, $$"""
        end=$((SECONDS+60))
        until { exec 3<>/dev/tcp/127.0.0.1/{{BootstrapRequest.DefaultReadinessPort}} && printf 'GET /healthz/ready HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n' >&3 && read -r -t 1 version status rest <&3 && [ "$status" = 200 ]; } 2>/dev/null; do
          [ $SECONDS -lt $end ] || exit 1
          sleep 0.5
        done
        """);

    // A native sidecar ends after the app; others are told to end with it, and give clients time to go.
    private static string Drain(ProxySettings settings, bool isRouter)
    {
        var seconds = settings.Config.TerminationDrainDuration?.TotalSeconds ?? DefaultDrainSeconds;
        var wait = settings.IsNative && !isRouter ? "" : string.Create(CultureInfo.InvariantCulture, $"; sleep {seconds}");
        var what = isRouter ? "graceful&skip_exit" : "inboundonly&graceful&skip_exit";
        return string.Create(CultureInfo.InvariantCulture, $$"""
            { exec 3<>/dev/tcp/127.0.0.1/{{settings.Config.ProxyAdminPort}} && printf 'POST /drain_listeners?{{what}} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\nconnection: close\r\n\r\n' >&3 && read -r answer <&3; }{{wait}}
            """);
    }

    private static JsonObject Exec(string script) => new() { ["exec"] = new JsonObject { ["command"] = new JsonArray("/bin/bash", "-c", script) } };
}
