using System.Collections.Immutable;
using MeshControl.Grpc;

namespace MeshControl.Fleet.Proxies;

/// <summary>What one response changes in what a proxy must ask for, with the delta request that says so.</summary>
internal sealed record WatchStep(WatchState Next, ImmutableArray<string> Added, ImmutableArray<string> Gone, GrpcPayload DeltaRequest)
{
    public bool ChangesNames => Added.Length > 0 || Gone.Length > 0;
}
