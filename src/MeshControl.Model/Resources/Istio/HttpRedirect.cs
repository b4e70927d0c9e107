using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>An answer that sends the client elsewhere (istio.networking.v1alpha3.HTTPRedirect).</summary>
public sealed record HttpRedirect
{
    public string Uri { get; init; } = "";

    public string Authority { get; init; } = "";

    [OneOf("redirectPort")]
    public int? Port { get; init; }

    [OneOf("redirectPort")]
    public RedirectPortSelection? DerivePort { get; init; }

    public string Scheme { get; init; } = "";

    public int RedirectCode { get; init; }

    public string PrefixRewrite { get; init; } = "";
}
