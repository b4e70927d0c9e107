using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>External authorization over HTTP (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationHttpProvider).</summary>
public sealed record EnvoyExternalAuthorizationHttpProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public TimeSpan? Timeout { get; init; }

    public string PathPrefix { get; init; } = "";

    public bool FailOpen { get; init; }

    public bool ClearRouteCache { get; init; }

    public string StatusOnError { get; init; } = "";

    public IReadOnlyList<string> IncludeHeadersInCheck { get; init; } = [];

    public IReadOnlyList<string> IncludeRequestHeadersInCheck { get; init; } = [];

    public IReadOnlyDictionary<string, string> IncludeAdditionalHeadersInCheck { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public EnvoyExternalAuthorizationRequestBody? IncludeRequestBodyInCheck { get; init; }

    public IReadOnlyList<string> HeadersToUpstreamOnAllow { get; init; } = [];

    public IReadOnlyList<string> HeadersToDownstreamOnDeny { get; init; } = [];

    public IReadOnlyList<string> HeadersToDownstreamOnAllow { get; init; } = [];
}
