using MeshControl.Generation.Output;

namespace MeshControl.Xds.Sessions;

/// <summary>The secrets of one stream; disposed when the stream ends.</summary>
public interface ISecretSession : IDisposable
{
    /// <summary>Raised on any thread when <see cref="Find"/> may answer differently; handlers only set a flag and wake a task.</summary>
    event Action? Changed;

    /// <summary>The current envoy.extensions.transport_sockets.tls.v3.Secret with this name, or null where there is none or it is refused. Must be quick.</summary>
    EncodedResource? Find(string name);
}
