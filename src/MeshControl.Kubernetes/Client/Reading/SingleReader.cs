using System.Text.Json;

namespace MeshControl.Kubernetes.Client.Reading;

/// <summary>Reads a body that is one object.</summary>
internal sealed class SingleReader(ApiResource resource, FieldTrim trim, StringPool strings) : ITokenConsumer
{
    private readonly ObjectReader _object = new(resource, trim, strings);
    private KubeObject? _read;

    public KubeObject Take() => _read ?? throw new JsonException($"expected a {resource.Kind}");

    public void Accept(ref Utf8JsonReader reader) => _read = _object.Accept(ref reader) ?? _read;
}
