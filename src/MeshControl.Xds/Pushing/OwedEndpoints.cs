using MeshControl.Generation.Output;
using MeshControl.Xds.Sessions;

namespace MeshControl.Xds.Pushing;

/// <summary>
/// Endpoints owed after clusters: a cluster that is new or changed waits at the proxy for a load assignment to arrive after it, even if the
/// proxy has the very same already and does not ask again.
/// </summary>
internal sealed class OwedEndpoints(StreamState stream)
{
    private const int MaxRemembered = 16;
    private readonly List<IReadOnlyList<EncodedResource>> _early = [];
    private bool _isEverything;

    /// <summary>Clusters go out: the load assignments that are subscribed follow them.</summary>
    public void ClustersSent(ResponseDraft draft, bool isFirst)
    {
        if (stream.Find(ResourceType.Endpoint) is not { IsRequested: true } endpoints)
        {
            Remember(draft, isFirst);
            return;
        }

        // The first answer sends all that the client did not bring along, so only then a name needs to be told.
        if (endpoints.Held is not null || endpoints.InitialVersions.Count > 0)
        {
            Owe(endpoints, draft.Changed ?? draft.Resources);
        }
    }

    /// <summary>The client asks for endpoints for the first time on this stream.</summary>
    public void EndpointsRequested(ResourceSubscription endpoints)
    {
        if (endpoints.InitialVersions.Count > 0)
        {
            foreach (var clusters in _early)
            {
                Owe(endpoints, clusters);
            }

            if (_isEverything)
            {
                endpoints.InitialVersions = [];
            }
        }

        _early.Clear();
        _isEverything = false;
    }

    private static void Owe(ResourceSubscription endpoints, IEnumerable<EncodedResource> clusters)
    {
        foreach (var cluster in clusters)
        {
            if (cluster.EndpointName is { } name && endpoints.Covers(name))
            {
                endpoints.Owe(name);
            }
        }
    }

    private void Remember(ResponseDraft draft, bool isFirst)
    {
        if (_isEverything)
        {
            return;
        }

        if (_early.Count == MaxRemembered)
        {
            _early.Clear();
            _isEverything = true;
            return;
        }

        // Shared lists, so that this costs a reference.
        foreach (var body in isFirst || draft.Changed is null ? draft.ToBodies() : [new ResponseBody(draft.Changed, [])])
        {
            _early.Add(body.Resources);
        }
    }
}
