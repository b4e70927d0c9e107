using MeshControl.Incremental;
using MeshControl.Model.Services;

namespace MeshControl.Model.Gateways;

/// <summary>Merges servers in Gateway order; a server that conflicts with an earlier one is left out (traffic specification 3.11).</summary>
internal sealed class GatewayMerge
{
    private readonly OrderedDictionary<(int Port, string Protocol, string Bind), (string RouteTable, List<MergedServer> Servers)> _groups = [];
    private readonly OrderedDictionary<string, List<MergedServer>> _tables = [];
    private readonly Dictionary<int, (int Port, string Protocol, string Bind)> _plaintext = [];
    private readonly HashSet<int> _ports = [];
    private readonly HashSet<(int Port, string Bind)> _joinedBinds = [];
    private readonly Dictionary<(int Port, string Host), string> _tlsHosts = [];
    private readonly List<GatewayView.Rejection> _rejected = [];

    /// <summary>Adds a server that listens on <paramref name="listenPort"/>.</summary>
    public void Add(MeshGateway gateway, int index, int listenPort)
    {
        var server = gateway.Servers[index];
        var merged = new MergedServer(gateway, index, GatewayServers.RouteTable(gateway, server, listenPort));
        var reason = server.Port is null ? "the server has no port"
            : server.Tls is not null && RepeatsHost(merged, listenPort) ? "a host is already served on this port"
            : Place(merged, (listenPort, server.Port.Protocol, server.Bind));
        if (reason is not null)
        {
            _rejected.Add(new(merged, reason));
        }
    }

    public GatewayView Build() => new(
        _groups.Select(static entry => new ServerGroup(
            entry.Key.Port, entry.Key.Protocol, entry.Key.Bind, entry.Value.RouteTable, entry.Value.Servers.ToEquatableArray())).ToEquatableArray(),
        _tables.Select(static entry => new GatewayView.TableServers(entry.Key, entry.Value.ToEquatableArray())).ToEquatableArray(),
        _rejected.ToEquatableArray());

    // Chains are chosen by server name: a name can lead to one chain only. A server that is left out takes no name.
    private bool RepeatsHost(MergedServer merged, int port)
    {
        if (merged.Server.Hosts.Any(host => _tlsHosts.TryGetValue((port, host), out var bind) && bind == merged.Server.Bind))
        {
            return true;
        }

        foreach (var host in merged.Server.Hosts)
        {
            _tlsHosts[(port, host)] = merged.Server.Bind;
        }

        return false;
    }

    private string? Place(MergedServer merged, (int Port, string Protocol, string Bind) key)
    {
        if (_ports.Add(key.Port))
        {
            if (!GatewayServers.IsTls(merged.Server))
            {
                _plaintext[key.Port] = key;
            }

            AddToGroup(key, merged);
            if (GatewayServers.IsHttp(merged.Server))
            {
                AddToTable(merged);
            }

            return null;
        }

        return _plaintext.TryGetValue(key.Port, out var current) ? JoinPlaintext(merged, key, current) : JoinTls(merged, key);
    }

    private string? JoinPlaintext(MergedServer merged, (int Port, string Protocol, string Bind) key, (int Port, string Protocol, string Bind) current)
    {
        if (current.Bind != key.Bind)
        {
            AddToGroup(key, merged);
        }
        else if (!merged.Protocol.IsHttp() || !(ProtocolExtensions.Parse(current.Protocol) ?? Protocol.Auto).IsHttp())
        {
            return "the port already serves another protocol";
        }
        else
        {
            AddToGroup(current, merged);
        }

        if (merged.RouteTable.Length > 0)
        {
            AddToTable(merged);
        }

        return null;
    }

    private string? JoinTls(MergedServer merged, (int Port, string Protocol, string Bind) key)
    {
        if (merged.RouteTable.Length > 0 && GatewayServers.IsHttp(merged.Server) && _tables.ContainsKey(merged.RouteTable))
        {
            return "another HTTPS server of the Gateway has this port name";
        }

        // One plaintext server may take the connections that are no TLS, but HTTP has no place for its routes beside TLS.
        var isFirstOfBind = _joinedBinds.Add((key.Port, key.Bind));
        if (merged.Server.Tls is null && (merged.Protocol.IsHttp() ? IsServed(key.Port, key.Bind) : !isFirstOfBind))
        {
            return "the port already serves TLS";
        }

        if (GatewayServers.IsHttp(merged.Server))
        {
            AddToTable(merged);
        }

        AddToGroup(key, merged);
        return null;
    }

    private bool IsServed(int port, string bind) => _groups.Keys.Any(key => key.Port == port && key.Bind == bind);

    private void AddToGroup((int Port, string Protocol, string Bind) key, MergedServer merged)
    {
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups[key] = group = (merged.RouteTable, []);
        }

        group.Servers.Add(merged);
    }

    private void AddToTable(MergedServer merged)
    {
        if (!_tables.TryGetValue(merged.RouteTable, out var servers))
        {
            _tables[merged.RouteTable] = servers = [];
        }

        servers.Add(merged);
    }
}
