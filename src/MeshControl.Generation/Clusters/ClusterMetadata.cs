using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Resources;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Clusters;

/// <summary>Collects a cluster's `istio` metadata (traffic specification 2.8); written in key order because protobuf keeps the order of insertion.</summary>
internal sealed class ClusterMetadata
{
    private const string Namespace = "istio";
    private readonly SortedDictionary<string, Value> _fields = new(StringComparer.Ordinal);

    /// <summary>Where an object lives, as Istio's tools print it; the last part but one is the kind in kebab case.</summary>
    public static string ConfigPath(ResourceKey key, string kebabKind) =>
        $"/apis/networking.istio.io/v1/namespaces/{key.Namespace}/{kebabKind}/{key.Name}";

    public void AddServices(IEnumerable<Service> services)
    {
        var list = services.Select(service => Value.ForStruct(new Struct
        {
            Fields =
            {
                ["host"] = Value.ForString(service.Host),
                ["name"] = Value.ForString(service.Name),
                ["namespace"] = Value.ForString(service.Namespace),
            },
        })).ToArray();
        if (list.Length > 0)
        {
            _fields["services"] = Value.ForList(list);
        }
    }

    public void AddDestinationRule(ResourceKey key) => _fields["config"] = Value.ForString(ConfigPath(key, "destination-rule"));

    public void AddSubset(string name) => _fields["subset"] = Value.ForString(name);

    public void AddExternal() => _fields["external"] = Value.ForBool(true);

    /// <summary>Tells Istio's ALPN filter to keep away; a string, not a boolean.</summary>
    public void AddOwnAlpn() => _fields["alpn_override"] = Value.ForString("false");

    /// <summary>The metadata, or null where nothing was added.</summary>
    public Metadata? ToMessage()
    {
        if (_fields.Count == 0)
        {
            return null;
        }

        var fields = new Struct();
        foreach (var (key, value) in _fields)
        {
            fields.Fields.Add(key, value);
        }

        return new Metadata { FilterMetadata = { [Namespace] = fields } };
    }
}
