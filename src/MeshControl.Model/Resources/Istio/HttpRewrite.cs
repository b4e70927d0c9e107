namespace MeshControl.Model.Resources.Istio;

/// <summary>Changes of path and authority before forwarding (istio.networking.v1alpha3.HTTPRewrite).</summary>
public sealed record HttpRewrite
{
    public string Uri { get; init; } = "";

    public string Authority { get; init; } = "";

    public RegexRewrite? UriRegexRewrite { get; init; }
}
