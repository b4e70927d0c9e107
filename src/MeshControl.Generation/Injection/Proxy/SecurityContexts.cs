using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Annotations;
using MeshControl.Generation.Injection.Capture;

namespace MeshControl.Generation.Injection.Proxy;

/// <summary>What injected containers may do: as little as they can do with.</summary>
internal static class SecurityContexts
{
    public static JsonObject Proxy(ProxySettings settings, bool isRouter)
    {
        var isTproxy = settings.Mode == CaptureMode.Tproxy && !isRouter;
        var privileged = settings.Values.Flag("global.proxy.privileged");
        var capabilities = new JsonObject { ["drop"] = new JsonArray("ALL") };
        var added = new JsonArray();
        if (isTproxy)
        {
            added.Add("NET_ADMIN");
        }

        if (settings.Annotation(PodAnnotations.CapNetBindService) == "true")
        {
            added.Add("NET_BIND_SERVICE");
        }

        if (added.Count > 0)
        {
            capabilities["add"] = added;
        }

        var context = new JsonObject
        {
            ["allowPrivilegeEscalation"] = privileged,
            ["privileged"] = privileged,
            ["capabilities"] = capabilities,
            ["readOnlyRootFilesystem"] = true,
            ["runAsUser"] = settings.User,
            ["runAsGroup"] = settings.Group,
            ["runAsNonRoot"] = settings.User != 0,
        };
        if (settings.Values.Map("global.proxy.seccompProfile") is { } profile)
        {
            context["seccompProfile"] = profile;
        }

        return context;
    }

    /// <summary>Rules are the kernel's: writing them takes root and two capabilities, in a container that ends before the app starts.</summary>
    public static JsonObject Capture(ProxySettings settings)
    {
        var privileged = settings.Values.Flag("global.proxy.privileged");
        return new()
        {
            ["allowPrivilegeEscalation"] = privileged,
            ["privileged"] = privileged,
            ["capabilities"] = new JsonObject { ["add"] = new JsonArray("NET_ADMIN", "NET_RAW"), ["drop"] = new JsonArray("ALL") },
            // iptables keeps a lock in a file.
            ["readOnlyRootFilesystem"] = false,
            ["runAsUser"] = 0,
            ["runAsGroup"] = 0,
            ["runAsNonRoot"] = false,
        };
    }
}
