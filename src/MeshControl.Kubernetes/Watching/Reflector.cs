using System.Threading.Channels;
using MeshControl.Kubernetes.Client;

namespace MeshControl.Kubernetes.Watching;

/// <summary>
/// Follows one kind of one API server through lists, watches and every kind of failure. A consumer that applies the events in order converges to what the
/// server holds, whatever happens in between; README.md has the states.
/// </summary>
public sealed class Reflector(KubeApi api, ApiResource resource, ReflectorOptions? options = null)
{
    private readonly Channel<bool> _probe = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public ApiResource Resource => resource;

    /// <summary>The kind may be served now (its CRD was established): look at once, if the reflector waits for it.</summary>
    public void ProbeNow() => _probe.Writer.TryWrite(true);

    /// <summary>The events, until cancelled. Never ends and never throws by itself; to be enumerated by one consumer at a time.</summary>
    public IAsyncEnumerable<ReflectorEvent> RunAsync(CancellationToken cancellationToken) =>
        new ReflectorRun(api, resource, options ?? new ReflectorOptions(), _probe.Reader).RunAsync(cancellationToken);
}
