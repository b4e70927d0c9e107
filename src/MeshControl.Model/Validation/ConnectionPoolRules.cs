using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for connection pools.</summary>
internal static class ConnectionPoolRules
{
    public static void Validate(ValidationContext context, string path, ConnectionPoolSettings? pool)
    {
        if (pool is null)
        {
            return;
        }

        if (pool.Tcp is null && pool.Http is null)
        {
            context.Error(FindingCode.MissingField, path, "the connection pool has no settings", "add tcp or http");
        }

        if (pool.Tcp is { } tcp)
        {
            FieldRules.NotNegative(context, path + ".tcp.maxConnections", tcp.MaxConnections);
            FieldRules.Duration(context, path + ".tcp.connectTimeout", tcp.ConnectTimeout);
            FieldRules.Duration(context, path + ".tcp.maxConnectionDuration", tcp.MaxConnectionDuration);
        }

        if (pool.Http is { } http)
        {
            FieldRules.NotNegative(context, path + ".http.http1MaxPendingRequests", http.Http1MaxPendingRequests);
            FieldRules.NotNegative(context, path + ".http.http2MaxRequests", http.Http2MaxRequests);
            FieldRules.NotNegative(context, path + ".http.maxRequestsPerConnection", http.MaxRequestsPerConnection);
            FieldRules.NotNegative(context, path + ".http.maxRetries", http.MaxRetries);
            FieldRules.NotNegative(context, path + ".http.maxConcurrentStreams", http.MaxConcurrentStreams);
            if (http is { UseClientProtocol: true, H2UpgradePolicy: H2UpgradePolicy.Upgrade })
            {
                context.Error(FindingCode.ConflictingFields, path + ".http", "useClientProtocol and h2UpgradePolicy UPGRADE contradict each other", "keep one of them");
            }
        }
    }
}
