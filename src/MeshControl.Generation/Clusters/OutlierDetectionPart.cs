using Envoy.Type.V3;
using Google.Protobuf.WellKnownTypes;
using EnvoyOutlierDetection = Envoy.Config.Cluster.V3.OutlierDetection;
using OutlierDetection = MeshControl.Model.Resources.Istio.OutlierDetection;

namespace MeshControl.Generation.Clusters;

/// <summary>Ejection of failing hosts (traffic specification 5.7).</summary>
internal static class OutlierDetectionPart
{
    private const uint Enforced = 100;

    public static void Apply(ClusterDraft draft, OutlierDetection? rule)
    {
        if (rule is null)
        {
            return;
        }

        // Success rate ejection is on in Envoy unless switched off.
        var outlier = new EnvoyOutlierDetection { EnforcingSuccessRate = 0 };
        if (rule.Consecutive5xxErrors is { } errors)
        {
            outlier.Consecutive5Xx = (uint)errors;
            outlier.EnforcingConsecutive5Xx = errors > 0 ? Enforced : 0;
        }

        if (rule.ConsecutiveGatewayErrors is { } gatewayErrors)
        {
            outlier.ConsecutiveGatewayFailure = (uint)gatewayErrors;
            outlier.EnforcingConsecutiveGatewayFailure = gatewayErrors > 0 ? Enforced : 0;
        }

        outlier.Interval = rule.Interval is { } interval ? Duration.FromTimeSpan(interval) : null;
        outlier.BaseEjectionTime = rule.BaseEjectionTime is { } ejection ? Duration.FromTimeSpan(ejection) : null;
        if (rule.MaxEjectionPercent > 0)
        {
            outlier.MaxEjectionPercent = (uint)rule.MaxEjectionPercent;
        }

        if (rule.SplitExternalLocalOriginErrors)
        {
            outlier.SplitExternalLocalOriginErrors = true;
            if (rule.ConsecutiveLocalOriginFailures is > 0 and var failures)
            {
                outlier.ConsecutiveLocalOriginFailure = (uint)failures;
                outlier.EnforcingConsecutiveLocalOriginFailure = Enforced;
            }

            outlier.EnforcingLocalOriginSuccessRate = 0;
        }

        draft.Message.OutlierDetection = outlier;
        draft.Message.CommonLbConfig.HealthyPanicThreshold = new Percent { Value = rule.MinHealthPercent };
    }
}
