using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Conditions of an HTTP route; all that are set must hold (istio.networking.v1alpha3.HTTPMatchRequest).</summary>
public sealed record HttpMatchRequest
{
    public string Name { get; init; } = "";

    public StringMatch? Uri { get; init; }

    public StringMatch? Scheme { get; init; }

    public StringMatch? Method { get; init; }

    public StringMatch? Authority { get; init; }

    public IReadOnlyDictionary<string, StringMatch> Headers { get; init; } = ReadOnlyDictionary<string, StringMatch>.Empty;

    public int Port { get; init; }

    public IReadOnlyDictionary<string, string> SourceLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyList<string> Gateways { get; init; } = [];

    public IReadOnlyDictionary<string, StringMatch> QueryParams { get; init; } = ReadOnlyDictionary<string, StringMatch>.Empty;

    public bool IgnoreUriCase { get; init; }

    public IReadOnlyDictionary<string, StringMatch> WithoutHeaders { get; init; } = ReadOnlyDictionary<string, StringMatch>.Empty;

    public string SourceNamespace { get; init; } = "";

    public string StatPrefix { get; init; } = "";
}
