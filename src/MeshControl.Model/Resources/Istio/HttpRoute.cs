using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>One rule for HTTP: conditions, and what to do with requests that meet them (istio.networking.v1alpha3.HTTPRoute).</summary>
public sealed record HttpRoute
{
    public string Name { get; init; } = "";

    public IReadOnlyList<HttpMatchRequest> Match { get; init; } = [];

    public IReadOnlyList<HttpRouteDestination> Route { get; init; } = [];

    public HttpRedirect? Redirect { get; init; }

    public HttpDirectResponse? DirectResponse { get; init; }

    public VirtualServiceDelegate? Delegate { get; init; }

    public HttpRewrite? Rewrite { get; init; }

    public TimeSpan? Timeout { get; init; }

    public HttpRetry? Retries { get; init; }

    public HttpFaultInjection? Fault { get; init; }

    public Destination? Mirror { get; init; }

    public IReadOnlyList<HttpMirrorPolicy> Mirrors { get; init; } = [];

    [Limits(OldName = "mirror_percent")]
    public int? MirrorPercent { get; init; }

    public Percent? MirrorPercentage { get; init; }

    public CorsPolicy? CorsPolicy { get; init; }

    public Headers? Headers { get; init; }
}
