using System.Collections.Immutable;
using MeshControl.Kubernetes.Client;

namespace MeshControl.Kubernetes.Watching;

/// <summary>What a reflector tells its one consumer; applying every event in order makes a copy of what the API server holds.</summary>
public abstract record ReflectorEvent
{
    private ReflectorEvent()
    {
    }

    /// <summary>These are all there are; what is not among them is gone.</summary>
    public sealed record Replaced(ImmutableArray<KubeObject> Objects) : ReflectorEvent;

    /// <summary>The object is new or changed.</summary>
    public sealed record Upserted(KubeObject Object) : ReflectorEvent;

    /// <summary>The object is gone (or no longer selected); this was its last state.</summary>
    public sealed record Deleted(KubeObject Object) : ReflectorEvent;

    /// <summary>The copy is level with the server: after every list, and when an outage that was reported is over.</summary>
    public sealed record Synced : ReflectorEvent;

    /// <summary>The copy may fall behind from now on; said once an outage and cause. A copy that was complete stays so.</summary>
    public sealed record Unavailable(UnavailableCause Cause, string Reason) : ReflectorEvent;
}
