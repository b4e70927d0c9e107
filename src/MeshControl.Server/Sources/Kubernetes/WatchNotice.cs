using MeshControl.Model.Resources;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>What a watch has to tell the source.</summary>
internal abstract record WatchNotice(KindWatch Watch)
{
    /// <summary>Everything that there is.</summary>
    internal sealed record Listed(KindWatch Watch, IReadOnlyList<DecodedObject> Objects) : WatchNotice(Watch);

    internal sealed record Seen(KindWatch Watch, DecodedObject Object) : WatchNotice(Watch);

    internal sealed record Gone(KindWatch Watch, ResourceKey Key) : WatchNotice(Watch);
}
