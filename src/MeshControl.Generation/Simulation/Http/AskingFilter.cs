using Envoy.Extensions.Filters.Http.ExtAuthz.V3;
using MeshControl.Generation.Simulation.Access;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>External authorization: who is asked, where the request is one that is asked about.</summary>
internal static class AskingFilter
{
    public static FilterPass Run(string name, ExtAuthz config, AccessContext context)
    {
        if (config.FilterEnabledMetadata is { } condition && !MetadataMatching.Matches(condition, context.Metadata))
        {
            return new FilterPass(context);
        }

        var service = config.GrpcService?.EnvoyGrpc?.ClusterName ?? config.HttpService?.ServerUri?.Cluster ?? "an authorizer";
        return new FilterPass(context) { Decisions = [new Decision(DecisionKind.Filter, name, $"asks {service}; taken as allowed")] };
    }
}
