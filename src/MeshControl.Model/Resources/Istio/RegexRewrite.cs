namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.networking.v1alpha3.RegexRewrite</summary>
public sealed record RegexRewrite
{
    public string Match { get; init; } = "";

    public string Rewrite { get; init; } = "";
}
