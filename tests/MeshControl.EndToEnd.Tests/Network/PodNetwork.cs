using System.Net;

namespace MeshControl.EndToEnd.Tests.Network;

/// <summary>A node: a namespace with a bridge that pods hang on. It touches nothing outside, so several may use the same addresses.</summary>
internal sealed class PodNetwork : IDisposable
{
    private const int PrefixLength = 16;
    private readonly List<NetworkNamespace> _pods = [];

    public PodNetwork(IPAddress nodeAddress)
    {
        NodeAddress = nodeAddress;
        Node = NetworkNamespace.Create("node");
        try
        {
            Node.Configure("link add pods type bridge", $"address add {nodeAddress}/{PrefixLength} dev pods", "link set pods up");
        }
        catch
        {
            Node.Dispose();
            throw;
        }
    }

    public NetworkNamespace Node { get; }

    /// <summary>Where pods reach the node.</summary>
    public IPAddress NodeAddress { get; }

    /// <summary>A pod's namespace with its address.</summary>
    public NetworkNamespace AddPod(string name, string address)
    {
        var pod = NetworkNamespace.Create(name);
        _pods.Add(pod);
        var cable = $"pod{_pods.Count}";
        Node.Configure($"link add {cable} type veth peer name eth0 netns {pod.Name}", $"link set {cable} master pods", $"link set {cable} up");
        pod.Configure($"address add {address}/{PrefixLength} dev eth0", "link set eth0 up", $"route add default via {NodeAddress}");
        return pod;
    }

    public void Dispose()
    {
        foreach (var space in _pods.Append(Node))
        {
            space.Dispose();
        }
    }
}
