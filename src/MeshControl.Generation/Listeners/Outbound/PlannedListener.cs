using MeshControl.Model.Services;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>A listener while services are added to it.</summary>
internal sealed class PlannedListener(string bind, int port, bool bindsToPort)
{
    private readonly List<OutboundShare> _shares = [];
    private Protocol _portProtocol;
    private ListenerKind _kind;

    /// <summary>True once a declared port must not be joined by the services of the catch-all listener.</summary>
    public bool IsLocked { get; set; }

    public IReadOnlyList<OutboundShare> Shares => _shares;

    /// <summary>Adds a service port, as the conflict matrix of traffic specification 3.4 says.</summary>
    public void Add(OutboundShare share, ListenerKind kind)
    {
        if (_shares.Count == 0)
        {
            Replace(share, kind);
            return;
        }

        if (IsLocked || SpeaksFirst(_portProtocol, share.Protocol))
        {
            return;
        }

        switch (_kind, kind)
        {
            case (ListenerKind.Http or ListenerKind.Auto, ListenerKind.Http):
                // Its virtual hosts come with the route table.
                break;
            case (ListenerKind.Http, ListenerKind.Auto):
                Replace(share, kind);
                break;
            case (ListenerKind.Auto, ListenerKind.Auto) when !share.HasTcp:
                // The same, on a wildcard port.
                break;
            case (ListenerKind.Auto, ListenerKind.Auto):
                _shares.Add(share with { HasHttp = false });
                break;
            case (ListenerKind.Tcp, ListenerKind.Tcp) or (ListenerKind.Auto, ListenerKind.Tcp):
                _shares.Add(share);
                break;
            default:
                // HTTP and TCP on one address: they can be told apart only by looking.
                for (var i = 0; i < _shares.Count; i++)
                {
                    _shares[i] = _shares[i] with { MatchesHttpOnly = _shares[i].HasHttp };
                }

                _shares.Add(share with { MatchesHttpOnly = share.HasHttp });
                _kind = ListenerKind.Auto;
                break;
        }
    }

    public OutboundListenerSpec ToSpec() => new(bind, port, bindsToPort, [.. _shares]);

    private void Replace(OutboundShare share, ListenerKind kind)
    {
        _shares.Clear();
        _shares.Add(share);
        _portProtocol = share.Protocol;
        _kind = kind;
    }

    // A server that speaks first waits for no inspector, so nothing else can share its port.
    private static bool SpeaksFirst(Protocol existing, Protocol incoming) =>
        existing != incoming && (existing is Protocol.Mongo or Protocol.MySql || incoming is Protocol.Mongo or Protocol.MySql);
}
