using System.Text.Json;

namespace MeshControl.Cli.Targets;

/// <summary>One proxy to look into, wherever its state comes from: a file, an Envoy's admin port, the control plane.</summary>
internal interface IProxyTarget
{
    /// <summary>What to call it in an error line.</summary>
    string Description { get; }

    /// <summary>Reads one document; the caller disposes it.</summary>
    /// <exception cref="Commands.CommandException">It cannot be read; the message says why and what to do.</exception>
    Task<JsonDocument> ReadAsync(ProxyDocument document, CancellationToken cancellation);
}
