using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using MeshControl.EndToEnd.Tests.Network;
using MeshControl.Testing;

namespace MeshControl.EndToEnd.Tests.Injection;

/// <summary>
/// A container of an injected pod, run as a kubelet runs it: its command and arguments with the environment filled in, as its user, with its own view
/// of <c>/etc/hosts</c> and of the pod's volumes. Images are those of this machine.
/// </summary>
internal sealed class ContainerRun : IAsyncDisposable
{
    // In the container as in an image: the machine's Envoy may lie where the container's user cannot look.
    private const string Binary = "/run/mesh-envoy/envoy";

    private const string Enter = """
        mkdir -p /run/mesh-envoy && mount -t tmpfs -o mode=755 none /run/mesh-envoy && touch /run/mesh-envoy/envoy && mount --bind "$ENVOY_FILE" /run/mesh-envoy/envoy && mount --bind "$POD_FOLDER/hosts" /etc/hosts && mkdir -p /var/run/secrets && mount --bind "$POD_FOLDER/secrets" /var/run/secrets && exec setpriv --reuid "$RUN_AS_USER" --regid "$RUN_AS_GROUP" --clear-groups "$@"
        """;

    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private ContainerRun(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
    }

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="folder">Holds hosts and secrets/.</param>
    /// <param name="fields">What the downward API knows of the pod, by field path.</param>
    public static ContainerRun Start(NetworkNamespace place, JsonObject container, string folder, IReadOnlyDictionary<string, string> fields)
    {
        var environment = Environment(container, fields);
        IEnumerable<string> command = [.. Texts(container, "command"), .. Texts(container, "args").Select(argument => Expand(argument, environment))];
        return Start(place, container, folder, command, environment);
    }

    /// <summary>Starts a hook inside it: no variables are filled in there.</summary>
    public static ContainerRun StartHook(NetworkNamespace place, JsonObject container, string hook, string folder) =>
        Start(place, container, folder, Texts((JsonObject)container["lifecycle"]![hook]!["exec"]!, "command"), []);

    /// <summary>Waits for its end.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static ContainerRun Start(NetworkNamespace place, JsonObject container, string folder, IEnumerable<string> command, Dictionary<string, string> environment)
    {
        string[] whole =
        [
            .. place.CommandPrefix, "unshare", "--mount", "sh", "-c", Enter, "sh",
            .. command.Select(part => part.Replace("/usr/local/bin/envoy", Binary, StringComparison.Ordinal)),
        ];
        var start = new ProcessStartInfo(whole[0], whole[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["POD_FOLDER"] = folder;
        start.Environment["ENVOY_FILE"] = EnvoyBinary.Path!;
        start.Environment["RUN_AS_USER"] = Id(container, "runAsUser");
        start.Environment["RUN_AS_GROUP"] = Id(container, "runAsGroup");
        var run = new ContainerRun(new Process { StartInfo = start });
        run._process.Start();
        run._process.BeginOutputReadLine();
        run._process.BeginErrorReadLine();
        return run;
    }

    private static Dictionary<string, string> Environment(JsonObject container, IReadOnlyDictionary<string, string> fields)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in (container["env"] as JsonArray ?? []).OfType<JsonObject>())
        {
            environment[entry["name"]!.ToString()] = entry["valueFrom"] is { } source ? fields[source["fieldRef"]!["fieldPath"]!.ToString()] : Expand(entry["value"]!.ToString(), environment);
        }

        return environment;
    }

    // As Kubernetes' expansion package does: $(NAME) where there is one, $$ for a dollar, everything else as it stands.
    private static string Expand(string text, Dictionary<string, string> environment)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            var end = text[i + 1] == '(' ? text.IndexOf(')', i) : -1;
            if (text[i + 1] == '$')
            {
                result.Append('$');
                i++;
            }
            else if (end > 0 && environment.TryGetValue(text[(i + 2)..end], out var value))
            {
                result.Append(value);
                i = end;
            }
            else
            {
                result.Append('$');
            }
        }

        return result.ToString();
    }

    private static string Id(JsonObject container, string field) => container["securityContext"]![field]!.ToJsonString();

    private static IEnumerable<string> Texts(JsonObject parent, string field) => (parent[field] as JsonArray ?? []).Select(item => item!.ToString());

    private void Note(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }
}
