using Envoy.Type.Metadata.V3;
using Envoy.Type.Tracing.V3;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Mesh;
using Types = Envoy.Type.Tracing.V3.CustomTag.Types;

namespace MeshControl.Generation.Filters.Observability;

/// <summary>Custom tags of spans: who the workload is, what policies would have done, and what users add; sorted by name.</summary>
internal static class TracingTags
{
    /// <summary>Who reports; empty parts get the names that tools expect for "unknown".</summary>
    public readonly record struct Identity(string CanonicalService, string CanonicalRevision, string MeshId, string Namespace, string ClusterId);

    public static IEnumerable<CustomTag> Build(
        IReadOnlyDictionary<string, TelemetryCustomTag>? ofTelemetry, ProxyConfig proxy, bool hasIstioTags, Identity identity)
    {
        var tags = new List<CustomTag>();
        if (hasIstioTags)
        {
            AddPolicyTags(tags);
            AddIdentity(tags, identity);
        }

        tags.AddRange(ofTelemetry is { Count: > 0 } ? ofTelemetry.Select(OfTelemetry).OfType<CustomTag>() : OfProxy(proxy));
        return tags.OrderBy(tag => tag.Tag, StringComparer.Ordinal);
    }

    private static void AddIdentity(List<CustomTag> tags, Identity identity)
    {
        tags.Add(Literal("istio.canonical_revision", Or(identity.CanonicalRevision, "latest")));
        tags.Add(Literal("istio.canonical_service", Or(identity.CanonicalService, "unknown")));
        tags.Add(Literal("istio.mesh_id", Or(identity.MeshId, "unknown")));
        tags.Add(Literal("istio.namespace", Or(identity.Namespace, "default")));
        tags.Add(Literal("istio.cluster_id", Or(identity.ClusterId, "unknown")));
    }

    // What dry-run policies decided is in the metadata of the authorization filter.
    private static void AddPolicyTags(List<CustomTag> tags)
    {
        foreach (var action in (ReadOnlySpan<string>)["allow", "deny"])
        {
            foreach (var (part, key) in (ReadOnlySpan<(string, string)>)[("name", "effective_policy_id"), ("result", "engine_result")])
            {
                tags.Add(new CustomTag
                {
                    Tag = $"istio.authorization.dry_run.{action}_policy.{part}",
                    Metadata = new Types.Metadata
                    {
                        Kind = new MetadataKind { Request = new MetadataKind.Types.Request() },
                        MetadataKey = new MetadataKey
                        {
                            Key = "envoy.filters.http.rbac",
                            Path = { new MetadataKey.Types.PathSegment { Key = $"istio_dry_run_{action}_shadow_{key}" } },
                        },
                    },
                });
            }
        }
    }

    private static CustomTag? OfTelemetry(KeyValuePair<string, TelemetryCustomTag> entry) => entry.Value switch
    {
        { Literal: { } literal } => Literal(entry.Key, literal.Value),
        { Environment: { } variable } => Environment(entry.Key, variable.Name, variable.DefaultValue),
        { Header: { } header } => Header(entry.Key, header.Name, header.DefaultValue),
        _ => null,
    };

    private static IEnumerable<CustomTag> OfProxy(ProxyConfig proxy) => (proxy.Tracing?.CustomTags ?? new Dictionary<string, ProxyCustomTag>())
        .Select(entry => entry.Value switch
        {
            { Literal: { } literal } => Literal(entry.Key, literal.Value),
            { Environment: { } variable } => Environment(entry.Key, variable.Name, variable.DefaultValue),
            { Header: { } header } => Header(entry.Key, header.Name, header.DefaultValue),
            _ => null,
        })
        .OfType<CustomTag>();

    private static CustomTag Literal(string tag, string value) => new() { Tag = tag, Literal = new Types.Literal { Value = value } };

    private static CustomTag Environment(string tag, string name, string otherwise) =>
        new() { Tag = tag, Environment = new Types.Environment { Name = name, DefaultValue = otherwise } };

    private static CustomTag Header(string tag, string name, string otherwise) =>
        new() { Tag = tag, RequestHeader = new Types.Header { Name = name, DefaultValue = otherwise } };

    private static string Or(string value, string otherwise) => value.Length > 0 ? value : otherwise;
}
