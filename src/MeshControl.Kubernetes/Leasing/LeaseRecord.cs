using System.Globalization;
using System.Text.Json;
using MeshControl.Kubernetes.Client;

namespace MeshControl.Kubernetes.Leasing;

/// <summary>The spec of a Lease (coordination.k8s.io/v1).</summary>
internal sealed record LeaseRecord(string Holder, TimeSpan Duration, DateTimeOffset? Acquired, DateTimeOffset? Renewed, int Transitions)
{
    public static readonly ApiResource Resource = new("coordination.k8s.io", "v1", "leases", "Lease", Namespaced: true);

    // MicroTime: always six digits.
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static LeaseRecord Read(KubeObject lease)
    {
        using var document = JsonDocument.Parse(lease.Json);
        if (!document.RootElement.TryGetProperty("spec", out var spec))
            return new LeaseRecord("", TimeSpan.Zero, null, null, 0);
        return new LeaseRecord(
            Get(spec, "holderIdentity")?.GetString() ?? "",
            TimeSpan.FromSeconds(Get(spec, "leaseDurationSeconds")?.GetInt32() ?? 0),
            Get(spec, "acquireTime")?.GetDateTimeOffset(),
            Get(spec, "renewTime")?.GetDateTimeOffset(),
            Get(spec, "leaseTransitions")?.GetInt32() ?? 0);
    }

    /// <summary>The whole Lease; with a resource version it replaces exactly that one.</summary>
    public byte[] ToJson(LeaseOptions options, string? resourceVersion)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", Resource.ApiVersion);
            json.WriteString("kind", Resource.Kind);
            json.WriteStartObject("metadata");
            json.WriteString("namespace", options.Namespace);
            json.WriteString("name", options.Name);
            if (resourceVersion is not null)
                json.WriteString("resourceVersion", resourceVersion);
            json.WriteEndObject();
            json.WriteStartObject("spec");
            json.WriteString("holderIdentity", Holder);
            // Whole seconds, at least one, is what the API takes.
            json.WriteNumber("leaseDurationSeconds", Math.Max(1, (int)Duration.TotalSeconds));
            WriteTime(json, "acquireTime", Acquired);
            WriteTime(json, "renewTime", Renewed);
            json.WriteNumber("leaseTransitions", Transitions);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
            json.WriteString(name, known.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
    }

    private static JsonElement? Get(JsonElement spec, string name) =>
        spec.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
