using System.Collections.Immutable;
using System.Threading.Channels;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Watching;
using MeshControl.Model.Resources;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>
/// Follows one plan: finds the kind and version that the server has, reflects it, decodes, and passes on. Kinds that the server does not have are
/// empty until it has them.
/// </summary>
internal sealed class KindWatch(WatchPlan plan, KubeApi api, KindDiscovery discovery, KubernetesSourceOptions options, ILogger log)
{
    private volatile bool _isMissing;
    private volatile string? _trouble = "not read yet";

    // Not to be lost by a server that for a moment does not know its kinds.
    private bool _holdsObjects;

    public WatchPlan Plan => plan;

    /// <summary>What the source knows of this watch; only the source touches it.</summary>
    public WatchLedger Ledger { get; } = new();

    /// <summary>It has told everything once; only the source touches it.</summary>
    public bool HasListed { get; set; }

    /// <summary>Why it does not follow the cluster at the moment; null where it does.</summary>
    public string? Trouble => _trouble;

    /// <summary>The server does not have the kind.</summary>
    public bool IsMissing => _isMissing;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(ChannelWriter<WatchNotice> notices, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await discovery.FindAsync(plan, Told, cancellationToken) is var (kind, resource))
            {
                _isMissing = false;
                await FollowAsync(kind, resource, notices, cancellationToken);
                continue;
            }

            if (_holdsObjects)
            {
                Told("the API server does not have this kind any more");
                if (await discovery.AppearedAsync(plan, options.AbsenceGrace, cancellationToken))
                {
                    continue;
                }
            }

            KubernetesLog.NotServed(log, plan.ToString());
            _trouble = null;
            _isMissing = true;
            _holdsObjects = false;
            await notices.WriteAsync(new WatchNotice.Listed(this, []), cancellationToken);
            await discovery.AppearedAsync(plan, Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }

    // Returns when the server does not have the resource any more.
    private async Task FollowAsync(ResourceKind kind, ApiResource resource, ChannelWriter<WatchNotice> notices, CancellationToken cancellationToken)
    {
        var decoder = new ObjectDecoder(options, kind);
        var reflector = new Reflector(api, resource, options.Following with
        {
            Namespace = plan.Scope.Namespace,
            FieldSelector = plan.Scope.FieldSelector,
            LabelSelector = plan.Scope.LabelSelector,
            Trim = WatchPlan.Trim(kind),
        });
        await foreach (var seen in reflector.RunAsync(cancellationToken))
        {
            switch (seen)
            {
                case ReflectorEvent.Replaced list:
                    if (!await TakeAsync(list.Objects, resource, decoder, notices, cancellationToken))
                    {
                        return;
                    }

                    break;
                case ReflectorEvent.Upserted { Object: var found } when decoder.IsOurs(found):
                    _holdsObjects = true;
                    await notices.WriteAsync(new WatchNotice.Seen(this, decoder.Decode(found)), cancellationToken);
                    break;
                case ReflectorEvent.Upserted { Object: var found }:
                    await notices.WriteAsync(new WatchNotice.Gone(this, decoder.KeyOf(found)), cancellationToken);
                    break;
                case ReflectorEvent.Deleted { Object: var found }:
                    await notices.WriteAsync(new WatchNotice.Gone(this, decoder.KeyOf(found)), cancellationToken);
                    break;
                case ReflectorEvent.Synced:
                    Told(null);
                    break;
                case ReflectorEvent.Unavailable { Cause: UnavailableCause.NotServed }:
                    return;
                case ReflectorEvent.Unavailable { Reason: var reason }:
                    Told(reason);
                    break;
            }
        }
    }

    // A method of its own, so that nothing holds on to the list while the watch goes on. False where the kind has to be looked for again.
    private async Task<bool> TakeAsync(
        ImmutableArray<KubeObject> objects, ApiResource resource, ObjectDecoder decoder, ChannelWriter<WatchNotice> notices, CancellationToken cancellationToken)
    {
        // A kind that the server does not know for a moment looks like one without objects.
        if (objects.Length == 0 && _holdsObjects && !await IsEmptyAsync(resource, cancellationToken))
        {
            return false;
        }

        _holdsObjects = objects.Length > 0;
        await notices.WriteAsync(new WatchNotice.Listed(this, [.. objects.Where(decoder.IsOurs).Select(decoder.Decode)]), cancellationToken);
        return true;
    }

    private async Task<bool> IsEmptyAsync(ApiResource resource, CancellationToken cancellationToken)
    {
        try
        {
            var scope = new ListOptions { Namespace = plan.Scope.Namespace, FieldSelector = plan.Scope.FieldSelector, LabelSelector = plan.Scope.LabelSelector, Limit = 1 };
            return (await api.ListAsync(resource, scope, cancellationToken)).Items.IsEmpty;
        }
        catch (KubeApiException)
        {
            return false;
        }
    }

    private void Told(string? trouble)
    {
        if (trouble is not null && trouble != _trouble)
        {
            KubernetesLog.Unavailable(log, plan.ToString(), trouble);
        }
        else if (trouble is null && HasListed && _trouble is not null)
        {
            KubernetesLog.Available(log, plan.ToString());
        }

        _trouble = trouble;
    }
}
