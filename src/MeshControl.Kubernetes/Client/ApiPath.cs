using System.Text;

namespace MeshControl.Kubernetes.Client;

/// <summary>Paths and queries of requests, escaped.</summary>
internal static class ApiPath
{
    public static string Of(ApiResource resource, string? @namespace, string? name = null, string? subresource = null) =>
        resource.CollectionPath(string.IsNullOrEmpty(@namespace) ? null : Uri.EscapeDataString(@namespace))
        + (name is null ? "" : $"/{Uri.EscapeDataString(name)}")
        + (subresource is null ? "" : $"/{subresource}");

    /// <summary>The parameters that have a value.</summary>
    public static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            if (!string.IsNullOrEmpty(value))
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return query.ToString();
    }
}
