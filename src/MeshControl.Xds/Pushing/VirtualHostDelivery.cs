using MeshControl.Generation.Output;

namespace MeshControl.Xds.Pushing;

/// <summary>
/// Which route tables a proxy has, when its virtual hosts come as resources of their own. Hosts sent before the proxy has their table are
/// acknowledged and lost, and for a later table it does not ask again: so all hosts of a table follow the acknowledgement that it was added.
/// </summary>
internal sealed class VirtualHostDelivery
{
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private readonly HashSet<string> _uncertain = new(StringComparer.Ordinal);
    private readonly HashSet<string> _anew = new(StringComparer.Ordinal);
    private readonly List<(long Nonce, List<string> Tables)> _pending = [];

    /// <summary>Grows with every change of the tables that the client has.</summary>
    public long Changes { get; private set; }

    /// <summary>True while tables are on their way whose hosts must wait.</summary>
    public bool AwaitsTables => _pending.Count > 0;

    /// <summary>The table in the name of a delivered host: all before the last slash.</summary>
    public static string TableOf(string hostName)
    {
        var slash = hostName.LastIndexOf('/');
        return slash < 0 ? "" : hostName[..slash];
    }

    /// <summary>The client said that it has the table from an earlier stream.</summary>
    public void ClientHolds(string table) => Hold(table);

    /// <summary>The client dropped the table, or asks for it anew.</summary>
    public void Lost(string table)
    {
        Drop(table);
        _anew.Add(table);
    }

    /// <summary>Tables go out; of those that take hosts, the new ones wait for their acknowledgement.</summary>
    public void Sent(long nonce, ResponseBody routes, Func<string, bool> takesHosts)
    {
        foreach (var table in routes.Removed.Concat(routes.Resources.Select(table => table.Name).Where(name => !takesHosts(name))))
        {
            // The proxy may keep such a table, so its hosts are taken away one by one.
            Drop(table);
        }

        var added = routes.Resources.Select(table => table.Name)
            .Where(name => takesHosts(name) && (!_held.Contains(name) || _uncertain.Contains(name))).ToList();
        if (added.Count > 0)
        {
            _pending.Add((nonce, added));
        }
    }

    /// <summary>Books the answer to a response about routes; true where hosts may have to be sent now.</summary>
    public bool Answered(long nonce, bool accepted, Func<string, bool> isWanted)
    {
        var any = false;
        while (_pending.Count > 0 && _pending[0].Nonce <= nonce)
        {
            foreach (var table in _pending[0].Tables.Where(isWanted))
            {
                Hold(table);
                _anew.Add(table);
                any = true;
                if (accepted)
                {
                    _uncertain.Remove(table);
                }
                else
                {
                    // Part of a rejected response may be active, and a listener would wait for its hosts.
                    _uncertain.Add(table);
                }
            }

            _pending.RemoveAt(0);
        }

        return any;
    }

    /// <summary>The hosts of all tables that the client has.</summary>
    public ResourceView View(ProxyConfig config)
    {
        var parts = new List<ResourceSet>();
        foreach (var set in config.RouteTables)
        {
            for (var i = 0; i < set.Tables.Length; i++)
            {
                if (_held.Contains(set.Tables[i].Name) && set.Hosts[i].Count > 0)
                {
                    parts.Add(set.Hosts[i]);
                }
            }
        }

        return new ResourceView([.. parts]);
    }

    /// <summary>Of the hosts that the client brought along, those whose table it has not got anew since.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> StillHeld(IReadOnlyList<KeyValuePair<string, string>> brought)
    {
        if (AwaitsTables)
        {
            return brought;
        }

        var still = _anew.Count == 0 ? brought : [.. brought.Where(host => !_anew.Contains(TableOf(host.Key)))];
        _anew.Clear();
        return still;
    }

    /// <summary>What the client still holds of the view it was brought to: without the tables it lost or has anew, so that those are sent whole.</summary>
    public ResourceView Remaining(ResourceView brought)
    {
        var remaining = _anew.Count == 0 ? brought.Parts : [.. brought.Parts.Where(part => !_anew.Contains(TableOf(part[0].Name)))];
        _anew.Clear();
        return remaining.Length == brought.Parts.Length ? brought : new ResourceView([.. remaining]);
    }

    private void Hold(string table)
    {
        if (_held.Add(table))
        {
            Changes++;
        }
    }

    private void Drop(string table)
    {
        _uncertain.Remove(table);
        if (_held.Remove(table))
        {
            Changes++;
        }
    }
}
