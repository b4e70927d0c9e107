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
    private readonly HashSet<string> _resend = new(StringComparer.Ordinal);
    private readonly List<(long Nonce, List<string> Tables)> _pending = [];

    /// <summary>True while tables are on their way whose hosts must wait.</summary>
    public bool AwaitsTables => _pending.Count > 0;

    /// <summary>The table in the name of a delivered host: all before the last slash.</summary>
    public static string TableOf(string hostName)
    {
        var slash = hostName.LastIndexOf('/');
        return slash < 0 ? "" : hostName[..slash];
    }

    /// <summary>The client said that it has the table from an earlier stream.</summary>
    public void ClientHolds(string table) => _held.Add(table);

    /// <summary>The client dropped the table, or asks for it anew.</summary>
    public void Lost(string table)
    {
        _held.Remove(table);
        _uncertain.Remove(table);
    }

    public void Sent(long nonce, ResponseBody routes)
    {
        foreach (var table in routes.Removed)
        {
            Lost(table);
        }

        var added = routes.Resources.Select(table => table.Name).Where(name => !_held.Contains(name) || _uncertain.Contains(name)).ToList();
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
                _held.Add(table);
                _resend.Add(table);
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

        var still = _resend.Count == 0 ? brought : [.. brought.Where(host => !_resend.Contains(TableOf(host.Key)))];
        _resend.Clear();
        return still;
    }

    /// <summary>
    /// What the client still holds of the view it was brought to: without the tables it lost or has anew, so that a comparison sends those
    /// whole, and without tables that are not in the view at all, whose hosts went with them.
    /// </summary>
    public ResourceView Remaining(ResourceView brought, ResourceView view)
    {
        var current = view.Parts.Select(part => TableOf(part[0].Name)).ToHashSet(StringComparer.Ordinal);
        var remaining = brought.Parts.Where(part =>
        {
            var table = TableOf(part[0].Name);
            return current.Contains(table) && !_resend.Contains(table);
        }).ToArray();
        _resend.Clear();
        return remaining.Length == brought.Parts.Length ? brought : new ResourceView(remaining);
    }
}
