using MeshControl.Generation.Output;
using MeshControl.Grpc;
using MeshControl.Xds.Pushing;
using MeshControl.Xds.Requests;

namespace MeshControl.Xds.Sessions;

/// <summary>One stream as a state machine: requests go in, responses come out, in whatever rhythm. No I/O, not thread-safe.</summary>
internal sealed class AdsStream
{
    public AdsStream(StreamState state)
    {
        State = state;
        Planner = new PushPlanner(state);
    }

    public StreamState State { get; }

    public PushPlanner Planner { get; }

    /// <summary>Takes in a request.</summary>
    /// <exception cref="GrpcStatusException">INVALID_ARGUMENT for a request that no client may send.</exception>
    public void Receive(AdsRequest request)
    {
        if (request.TypeUrl.Length == 0)
        {
            throw new GrpcStatusException(GrpcStatusCode.InvalidArgument, "the request has no type_url, which an aggregated stream needs");
        }

        if (request.Type is not { } type)
        {
            AnswerUnserved(request);
            return;
        }

        var subscription = State.FindOrAdd(type);
        var isFirst = !subscription.IsRequested;
        State.Protocol.Receive(subscription, request, State);
        if (subscription.Names.Count > State.Options.MaxNames)
        {
            throw new GrpcStatusException(
                GrpcStatusCode.InvalidArgument, $"{subscription.Names.Count} names of type {type.Name} are above the limit of {State.Options.MaxNames}");
        }

        if (isFirst && type == ResourceType.Endpoint)
        {
            State.Owed.EndpointsRequested(subscription);
        }

        if (type == ResourceType.Cluster && request.Error is not null)
        {
            // What was rejected will not warm.
            Planner.Warming.Clear();
        }

        if (type == ResourceType.Cluster && State.Find(ResourceType.Endpoint) is { Gone.Count: > 0 } endpoints)
        {
            endpoints.IsDirty = true;
        }
    }

    /// <summary>The next response to write, or null where nothing is to be said now.</summary>
    public PreparedResponse? Next() => Planner.Next();

    /// <summary>A type that is not served must not end the stream: its names do not exist.</summary>
    private void AnswerUnserved(AdsRequest request)
    {
        var names = request.Names.Where(static name => name != "*").Distinct(StringComparer.Ordinal).ToArray();
        if (State.Protocol.IsDelta && names.Length > 0)
        {
            var nonce = State.NextNonce();
            var payload = ResponseFramer.Frame(request.TypeUrl, "", nonce, [new ResponseBody([], names)], isDelta: true);
            Planner.Enqueue(new PreparedResponse(null, nonce, 0, payload));
        }
    }
}
