using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using MeshControl.Kubernetes.Client;
using MeshControl.Model.GatewayApi.Status;
using MeshControl.Model.Resources;
using MeshControl.Server.Engine;
using MeshControl.Server.Leading;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Statuses;

/// <summary>
/// Tells the users of the cluster, in the status of their objects, what the mesh makes of them. It writes what changed and nothing else, so many objects a second
/// at most, and a status that says so already is left alone.
/// </summary>
internal sealed class StatusWriter(KubeApi api, ObjectStates states, MeshEngine engine, ProxyRefusals refusals, StatusPace pace, TimeProvider clock, ILogger<StatusWriter> log) : ILeaderWork
{
    private static readonly ApplyOptions Apply = new("meshcontrol-status", Force: true);

    public string Name => "Writing statuses";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var said = new Dictionary<ResourceKey, string>();
        var news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Wake() => news.Writer.TryWrite(true);
        states.Changed += Wake;
        engine.Reports.Changed += Wake;
        try
        {
            while (true)
            {
                await SayAsync(said, cancellationToken);
                using var recheck = clock.CreateTimer(_ => Wake(), null, pace.Recheck, Timeout.InfiniteTimeSpan);
                await news.Reader.WaitToReadAsync(cancellationToken);
                await Task.Delay(pace.Quiet, clock, cancellationToken);
                news.Reader.TryRead(out _);
            }
        }
        finally
        {
            states.Changed -= Wake;
            engine.Reports.Changed -= Wake;
        }
    }

    private async Task SayAsync(Dictionary<ResourceKey, string> said, CancellationToken cancellationToken)
    {
        if (!engine.IsReady)
        {
            return;
        }

        var documents = Documents();
        foreach (var state in states.All)
        {
            if (documents(state) is not { } document)
            {
                continue;
            }

            var says = $"{state.Generation} {document.Over(null, state.Generation, DateTimeOffset.UnixEpoch)?.ToJsonString()}";
            if (said.GetValueOrDefault(state.Key) != says && await WriteAsync(state, document, cancellationToken))
            {
                said[state.Key] = says;
            }
        }

        if (said.Count > states.All.Count)
        {
            var there = states.All.Select(state => state.Key).ToHashSet();
            foreach (var gone in said.Keys.Where(key => !there.Contains(key)).ToList())
            {
                said.Remove(gone);
            }
        }
    }

    // What there is to say of an object; null for one that is not ours to speak of.
    private Func<ObjectState, IStatusDocument?> Documents()
    {
        var refused = refusals.Now();
        using var read = engine.State.Graph.OpenReader();
        var statuses = read.Get(engine.State.Facts.Converted.GatewayApiStatuses, "");
        var classes = statuses.Classes.Select(status => status.Class).ToHashSet();
        var gateways = statuses.Gateways.ToDictionary(status => status.Gateway);
        var routes = statuses.Routes.ToDictionary(status => status.Route);
        return state => state.Key.Kind switch
        {
            _ when state.Resource.Group != "gateway.networking.k8s.io" => new IstioStatus(state, refused.GetValueOrDefault(state.Key)),
            "GatewayClass" => classes.Contains(state.Key) ? new ClassStatusDocument() : null,
            "KubernetesGateway" => gateways.TryGetValue(state.Key, out var gateway) ? new GatewayStatusDocument(gateway) : null,
            _ => routes.TryGetValue(state.Key, out var route) ? new RouteStatusDocument(route) : null,
        };
    }

    // False where it has to be tried again.
    private async Task<bool> WriteAsync(ObjectState state, IStatusDocument document, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pace.Between, clock, cancellationToken);
            var ns = state.Resource.Namespaced ? state.Key.Namespace : null;
            if (await api.GetAsync(state.Resource, ns, state.Key.Name, cancellationToken) is not { } found || found.Metadata.Generation != state.Generation)
            {
                // Gone, or newer than what this is about: the source will tell.
                return true;
            }

            if (document.Over(JsonNode.Parse(found.Json.Span)!["status"] as JsonObject, state.Generation, clock.GetUtcNow()) is not { } status)
            {
                return true;
            }

            await api.ApplyStatusAsync(state.Resource, ns, state.Key.Name, Body(state, status), Apply, cancellationToken);
            LeaderLog.StatusWritten(log, state.Key.ToString());
            return true;
        }
        catch (KubeApiException error) when (error.IsNotFound)
        {
            // The object has gone, or its kind has no status.
            return true;
        }
        catch (KubeApiException error)
        {
            LeaderLog.StatusNotWritten(log, state.Key.ToString(), error.Message);
            return false;
        }
    }

    private static byte[] Body(ObjectState state, JsonObject status)
    {
        var metadata = new JsonObject { ["name"] = state.Key.Name };
        if (state.Resource.Namespaced)
        {
            metadata["namespace"] = state.Key.Namespace;
        }

        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["apiVersion"] = state.Resource.ApiVersion,
            ["kind"] = state.Resource.Kind,
            ["metadata"] = metadata,
            ["status"] = status,
        });
    }
}
