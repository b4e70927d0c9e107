namespace MeshControl.Model.Resources.Istio;

/// <summary>A rewrite of the path by an RE2 expression (istio.networking.v1alpha3.RegexRewrite).</summary>
public sealed record RegexRewrite
{
    public string Match { get; init; } = "";

    public string Rewrite { get; init; } = "";
}
