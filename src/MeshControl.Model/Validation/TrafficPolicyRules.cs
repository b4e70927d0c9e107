using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for traffic policies, of a whole host, a subset or a port.</summary>
internal static class TrafficPolicyRules
{
    public static void Validate(ValidationContext context, string path, TrafficPolicy policy)
    {
        if (policy is { LoadBalancer: null, ConnectionPool: null, OutlierDetection: null, Tls: null, PortLevelSettings.Count: 0, Tunnel: null, ProxyProtocol: null, RetryBudget: null })
        {
            context.Error(FindingCode.MissingField, path, "the traffic policy is empty", "set a field, or remove it");
        }

        if (policy.Tunnel is not null && policy.ProxyProtocol is not null)
        {
            context.Error(FindingCode.ConflictingFields, path, "tunnel and proxyProtocol exclude each other", "keep one of them");
        }

        Settings(context, path, policy.LoadBalancer, policy.ConnectionPool, policy.OutlierDetection, policy.Tls);
        for (var i = 0; i < policy.PortLevelSettings.Count; i++)
        {
            var port = policy.PortLevelSettings[i];
            var at = $"{path}.portLevelSettings[{i}]";
            if (port.Port is null)
            {
                context.Error(FindingCode.MissingField, at + ".port", "port level settings need a port", "add port.number");
            }
            else
            {
                FieldRules.Port(context, at + ".port.number", port.Port.Number);
            }

            if (port is { LoadBalancer: null, ConnectionPool: null, OutlierDetection: null, Tls: null })
            {
                context.Error(FindingCode.MissingField, at, "the settings of the port are empty", "set a field, or remove them");
            }

            Settings(context, at, port.LoadBalancer, port.ConnectionPool, port.OutlierDetection, port.Tls);
        }

        ValidateTunnel(context, path + ".tunnel", policy.Tunnel);
        FieldRules.Percent(context, path + ".retryBudget.percent", policy.RetryBudget?.Percent);
    }

    private static void Settings(
        ValidationContext context, string path, LoadBalancerSettings? balancer, ConnectionPoolSettings? pool, OutlierDetection? outlier, ClientTlsSettings? tls)
    {
        if (balancer is not null)
        {
            LoadBalancerRules.Validate(context, path + ".loadBalancer", balancer);
            if (outlier is null && (balancer.LocalityLbSetting is { Failover.Count: > 0 } || balancer.LocalityLbSetting is { FailoverPriority.Count: > 0 }))
            {
                context.Warning(
                    FindingCode.NoEffect, path + ".loadBalancer.localityLbSetting", "failover has no effect without outlierDetection", "add outlierDetection, so that failing endpoints are noticed");
            }
        }

        ConnectionPoolRules.Validate(context, path + ".connectionPool", pool);
        ValidateOutlier(context, path + ".outlierDetection", outlier);
        ClientTlsRules.Validate(context, path + ".tls", tls);
    }

    private static void ValidateOutlier(ValidationContext context, string path, OutlierDetection? outlier)
    {
        if (outlier is null)
        {
            return;
        }

        FieldRules.Percent(context, path + ".maxEjectionPercent", outlier.MaxEjectionPercent);
        FieldRules.Percent(context, path + ".minHealthPercent", outlier.MinHealthPercent);
        FieldRules.Duration(context, path + ".interval", outlier.Interval);
        FieldRules.Duration(context, path + ".baseEjectionTime", outlier.BaseEjectionTime);
        FieldRules.NotNegative(context, path + ".consecutive5xxErrors", outlier.Consecutive5xxErrors);
        FieldRules.NotNegative(context, path + ".consecutiveGatewayErrors", outlier.ConsecutiveGatewayErrors);
        if (outlier.ConsecutiveErrors != 0)
        {
            context.Warning(FindingCode.Deprecated, path + ".consecutiveErrors", "consecutiveErrors is deprecated", "use consecutiveGatewayErrors or consecutive5xxErrors");
        }

        if (outlier.ConsecutiveLocalOriginFailures > 0 && !outlier.SplitExternalLocalOriginErrors)
        {
            context.Error(
                FindingCode.ConflictingFields, path + ".consecutiveLocalOriginFailures", "local failures are counted apart only with splitExternalLocalOriginErrors", "set splitExternalLocalOriginErrors: true");
        }
    }

    private static void ValidateTunnel(ValidationContext context, string path, TunnelSettings? tunnel)
    {
        if (tunnel is null)
        {
            return;
        }

        if (tunnel.Protocol is not ("" or "CONNECT" or "POST"))
        {
            context.Error(FindingCode.InvalidValue, path + ".protocol", $"\"{tunnel.Protocol}\" is no tunnel protocol", "use CONNECT or POST");
        }

        if (tunnel.TargetHost.StartsWith('*') || (!HostSyntax.IsName(tunnel.TargetHost) && !HostSyntax.IsIp(tunnel.TargetHost)))
        {
            context.Error(FindingCode.InvalidHost, path + ".targetHost", $"\"{tunnel.TargetHost}\" is neither a host name nor an IP address");
        }

        FieldRules.Port(context, path + ".targetPort", tunnel.TargetPort);
    }
}
