using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Injection;

/// <summary>Where connections end up under the injector's rules: each listener in the pod answers with its own port.</summary>
public sealed class CaptureTests : IDisposable
{
    private const string PodAddress = "10.244.8.2";
    private const string Elsewhere = "10.244.255.2";
    private static readonly int[] Ports = [15001, 15006, 80, 8080, 15008, 15020, 15021, 15090];
    private readonly PodNetwork? _network;
    private readonly NetworkNamespace _pod = null!;
    private readonly List<Socket> _listeners = [];

    public CaptureTests()
    {
        if (NetworkSupport.MissingReason is not null)
        {
            return;
        }

        NetworkNamespace.RemoveAbandoned();
        _network = new PodNetwork(IPAddress.Parse("10.244.255.1"));
        _network.Node.Configure($"address add {Elsewhere}/16 dev pods");
        _pod = _network.AddPod("capture", PodAddress);
        foreach (var (place, port) in Ports.Select(port => (_pod, port)).Append((_network.Node, 80)).Append((_network.Node, 443)).Append((_network.Node, 5432)))
        {
            Answer(place, port, place == _pod ? port : -port);
        }
    }

    [NetworkTheory]
    [InlineData("", 80, 15006)]
    [InlineData("", 8080, 15006)]
    [InlineData("", 15008, 15008)]
    [InlineData("", 15020, 15020)]
    [InlineData("", 15021, 15021)]
    [InlineData("", 15090, 15090)]
    [InlineData("traffic.sidecar.istio.io/excludeInboundPorts: '80'", 80, 80)]
    [InlineData("traffic.sidecar.istio.io/includeInboundPorts: '8080'", 80, 80)]
    [InlineData("traffic.sidecar.istio.io/includeInboundPorts: '8080'", 8080, 15006)]
    [InlineData("traffic.sidecar.istio.io/includeInboundPorts: ''", 8080, 8080)]
    [InlineData("traffic.sidecar.istio.io/excludeInterfaces: eth0", 8080, 8080)]
    public async Task Connection_to_the_pod_arrives_at(string annotation, int port, int arrives)
    {
        await ApplyAsync(annotation);

        Assert.Equal(arrives, Connect(_network!.Node, 0, $"{PodAddress}", port));
    }

    [NetworkTheory]
    // user, destination, port: negative where it is the node's own listener
    [InlineData("", 1000, Elsewhere, 80, 15001)]
    [InlineData("", 1000, "127.0.0.1", 80, 80)]
    [InlineData("", 1000, PodAddress, 80, 80)]
    [InlineData("", 1337, Elsewhere, 80, -80)]
    [InlineData("", 1337, PodAddress, 80, 15006)]
    [InlineData("traffic.sidecar.istio.io/excludeOutboundIPRanges: 10.244.255.0/24", 1000, Elsewhere, 80, -80)]
    [InlineData("traffic.sidecar.istio.io/excludeOutboundPorts: '5432'", 1000, Elsewhere, 5432, -5432)]
    [InlineData("traffic.sidecar.istio.io/excludeOutboundPorts: '5432'", 1000, Elsewhere, 443, 15001)]
    [InlineData("traffic.sidecar.istio.io/includeOutboundIPRanges: 192.0.2.0/24", 1000, Elsewhere, 80, -80)]
    [InlineData("traffic.sidecar.istio.io/includeOutboundIPRanges: ''\n    traffic.sidecar.istio.io/includeOutboundPorts: '443'", 1000, Elsewhere, 443, 15001)]
    [InlineData("traffic.sidecar.istio.io/includeOutboundIPRanges: ''\n    traffic.sidecar.istio.io/includeOutboundPorts: '443'", 1000, Elsewhere, 80, -80)]
    public async Task Connection_from_the_pod_arrives_at(string annotation, int user, string destination, int port, int arrives)
    {
        await ApplyAsync(annotation);

        Assert.Equal(arrives, Connect(_pod, user, destination, port));
    }

    [NetworkFact]
    public async Task With_TPROXY_the_proxy_sees_who_connects()
    {
        await ApplyAsync("sidecar.istio.io/interceptionMode: TPROXY");

        Assert.Contains("TPROXY", _pod.Run("iptables-save", ["-t", "mangle"]), StringComparison.Ordinal);
        Assert.Contains("lookup 133", _pod.Run("ip", ["rule"]), StringComparison.Ordinal);
        Assert.Equal(15020, Connect(_network!.Node, 0, PodAddress, 15020));
    }

    [NetworkFact]
    public async Task The_pods_addresses_of_other_families_have_no_rules()
    {
        await ApplyAsync("");

        Assert.DoesNotContain("ISTIO", _pod.Run("ip6tables-save", []), StringComparison.Ordinal);
        _pod.Configure("address add fd00:244::2/64 dev eth0 nodad");
        await ApplyAsync("");
        Assert.Contains("-A ISTIO_OUTPUT -s ::6/128 -o lo -j RETURN", _pod.Run("ip6tables-save", []), StringComparison.Ordinal);
    }

    [NetworkFact]
    public async Task Check_of_a_CNI_plugin_ends_well_with_rules_and_with_126_without()
    {
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }

        Assert.Equal(126, await ValidateAsync());
        await ApplyAsync("");
        Assert.Equal(0, await ValidateAsync());
    }

    public void Dispose()
    {
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }

        _network?.Dispose();
    }

    private async Task ApplyAsync(string annotation) => Assert.Equal(0, await RunInitAsync($"apiVersion: v1\nkind: Pod\nmetadata:\n  name: capture\n  annotations:\n    example.com/none: x\n    {annotation}\n", ""));

    private Task<int> ValidateAsync() => RunInitAsync("apiVersion: v1\nkind: Pod\nmetadata:\n  name: capture\n", "{pilot: {cni: {enabled: true}}}");

    private async Task<int> RunInitAsync(string pod, string values)
    {
        var folder = Directory.CreateTempSubdirectory("mesh-capture-");
        folder.CreateSubdirectory("secrets");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "hosts"), "127.0.0.1 localhost\n");
        var init = InjectedMesh.InjectText(pod + "spec: {containers: [{name: app, image: app}]}\n", values: values)["spec"]!["initContainers"]!.AsArray().OfType<JsonObject>().Single();
        await using var run = ContainerRun.Start(_pod, init, folder.FullName, InjectedMesh.Fields("capture", PodAddress));
        var code = await run.EndAsync();
        Assert.True(code is 0 or 126, run.Log);
        folder.Delete(recursive: true);
        return code;
    }

    // A shell of the user's own connects and reads one line.
    private static int Connect(NetworkNamespace place, int user, string destination, int port)
    {
        var id = user.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var said = place.Run("setpriv", ["--reuid", id, "--regid", id, "--clear-groups", "timeout", "10", "bash", "-c", $"exec 3<>/dev/tcp/{destination}/{port} && read -r line <&3 && echo $line"]);
        return int.Parse(said, System.Globalization.CultureInfo.InvariantCulture);
    }

    private void Answer(NetworkNamespace place, int port, int word)
    {
        var listener = place.Bind(new IPEndPoint(IPAddress.Any, port));
        listener.Listen(16);
        _listeners.Add(listener);
        _ = Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    using var connection = await listener.AcceptAsync();
                    await connection.SendAsync(System.Text.Encoding.ASCII.GetBytes($"{word}\n"));
                    connection.Shutdown(SocketShutdown.Send);
                }
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        });
    }
}
