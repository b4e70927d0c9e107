using System.Text.Json;
using Envoy.Config.Core.V3;
using Envoy.Extensions.Formatter.Cel.V3;
using Envoy.Extensions.Formatter.ReqWithoutQuery.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Resources.Mesh;
using Metadata = Envoy.Extensions.Formatter.Metadata.V3.Metadata;

namespace MeshControl.Generation.Filters.Observability;

/// <summary>The text of access logs: the mesh's format, a provider's own, or the defaults (traffic specification 10.1).</summary>
internal static class AccessLogFormats
{
    public const string DefaultText =
        "[%START_TIME%] \"%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%\" %RESPONSE_CODE% %RESPONSE_FLAGS% "
        + "%RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS% \"%UPSTREAM_TRANSPORT_FAILURE_REASON%\" %BYTES_RECEIVED% %BYTES_SENT% "
        + "%DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% \"%REQ(X-FORWARDED-FOR)%\" \"%REQ(USER-AGENT)%\" \"%REQ(X-REQUEST-ID)%\" "
        + "\"%REQ(:AUTHORITY)%\" \"%UPSTREAM_HOST%\" %UPSTREAM_CLUSTER_RAW% %UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% "
        + "%DOWNSTREAM_REMOTE_ADDRESS% %REQUESTED_SERVER_NAME% %ROUTE_NAME%\n";

    private static readonly (string Key, string Value)[] DefaultJson =
    [
        ("authority", "%REQ(:AUTHORITY)%"),
        ("bytes_received", "%BYTES_RECEIVED%"),
        ("bytes_sent", "%BYTES_SENT%"),
        ("connection_termination_details", "%CONNECTION_TERMINATION_DETAILS%"),
        ("downstream_local_address", "%DOWNSTREAM_LOCAL_ADDRESS%"),
        ("downstream_remote_address", "%DOWNSTREAM_REMOTE_ADDRESS%"),
        ("duration", "%DURATION%"),
        ("method", "%REQ(:METHOD)%"),
        ("path", "%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%"),
        ("protocol", "%PROTOCOL%"),
        ("request_id", "%REQ(X-REQUEST-ID)%"),
        ("requested_server_name", "%REQUESTED_SERVER_NAME%"),
        ("response_code", "%RESPONSE_CODE%"),
        ("response_code_details", "%RESPONSE_CODE_DETAILS%"),
        ("response_flags", "%RESPONSE_FLAGS%"),
        ("route_name", "%ROUTE_NAME%"),
        ("start_time", "%START_TIME%"),
        ("upstream_cluster", "%UPSTREAM_CLUSTER_RAW%"),
        ("upstream_host", "%UPSTREAM_HOST%"),
        ("upstream_local_address", "%UPSTREAM_LOCAL_ADDRESS%"),
        ("upstream_service_time", "%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%"),
        ("upstream_transport_failure_reason", "%UPSTREAM_TRANSPORT_FAILURE_REASON%"),
        ("user_agent", "%REQ(USER-AGENT)%"),
        ("x_forwarded_for", "%REQ(X-FORWARDED-FOR)%"),
    ];

    /// <summary>meshConfig.accessLogFormat in meshConfig.accessLogEncoding.</summary>
    public static SubstitutionFormatString OfMesh(MeshConfig mesh) =>
        mesh.AccessLogEncoding == AccessLogEncoding.Json
            ? Json(ParseJson(mesh.AccessLogFormat) ?? DefaultFields())
            : Text(mesh.AccessLogFormat.Length > 0 ? mesh.AccessLogFormat : DefaultText);

    /// <summary>A file provider's format, else the mesh's.</summary>
    public static SubstitutionFormatString OfProvider(EnvoyFileAccessLogProvider provider, MeshConfig mesh)
    {
        var format = provider.LogFormat switch
        {
            { Text: { Length: > 0 } text } => Text(text),
            { Labels: { ValueKind: JsonValueKind.Object } labels } => Json(StructOf(labels)),
            { Labels: not null } => Json(DefaultFields()),
            _ => OfMesh(mesh),
        };
        format.OmitEmptyValues = provider.OmitEmptyValues;
        return format;
    }

    /// <summary>The fields of a JSON object; keys come sorted so that equal objects encode to equal bytes.</summary>
    public static Struct StructOf(JsonElement element)
    {
        var fields = new Struct();
        foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            fields.Fields[property.Name] = ValueOf(property.Value);
        }

        return fields;
    }

    private static SubstitutionFormatString Text(string text)
    {
        var line = text.EndsWith('\n') ? text : text + "\n";
        return new SubstitutionFormatString { TextFormatSource = new DataSource { InlineString = line }, Formatters = { FormattersOf(line) } };
    }

    private static SubstitutionFormatString Json(Struct fields) => new()
    {
        JsonFormat = fields, JsonFormatOptions = new JsonFormatOptions(), Formatters = { FormattersOf(JsonFormatter.Default.Format(fields)) },
    };

    private static Struct DefaultFields()
    {
        var fields = new Struct();
        foreach (var (key, value) in DefaultJson)
        {
            fields.Fields[key] = Value.ForString(value);
        }

        return fields;
    }

    private static Struct? ParseJson(string format)
    {
        if (format.Length == 0)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(format);
            return document.RootElement.ValueKind == JsonValueKind.Object ? StructOf(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Value ValueOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Value.ForString(element.GetString()),
        JsonValueKind.Number => Value.ForNumber(element.GetDouble()),
        JsonValueKind.True => Value.ForBool(true),
        JsonValueKind.False => Value.ForBool(false),
        JsonValueKind.Object => Value.ForStruct(StructOf(element)),
        JsonValueKind.Array => Value.ForList([.. element.EnumerateArray().Select(ValueOf)]),
        _ => Value.ForNull(),
    };

    // Commands that Envoy knows only with their formatter beside them.
    private static IEnumerable<TypedExtensionConfig> FormattersOf(string format)
    {
        if (format.Contains("%REQ_WITHOUT_QUERY", StringComparison.Ordinal))
        {
            yield return Formatter("envoy.formatter.req_without_query", new ReqWithoutQuery());
        }

        if (format.Contains("%METADATA(", StringComparison.Ordinal))
        {
            yield return Formatter("envoy.formatter.metadata", new Metadata());
        }

        if (format.Contains("%CEL(", StringComparison.Ordinal))
        {
            yield return Formatter("envoy.formatter.cel", new Cel());
        }
    }

    private static TypedExtensionConfig Formatter(string name, IMessage configuration) => new() { Name = name, TypedConfig = Any.Pack(configuration) };
}
