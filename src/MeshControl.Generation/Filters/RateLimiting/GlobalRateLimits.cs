using Envoy.Config.Core.V3;
using Envoy.Config.Ratelimit.V3;
using Envoy.Extensions.Filters.Http.Ratelimit.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Filters.Authorization;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Policy;

namespace MeshControl.Generation.Filters.RateLimiting;

/// <summary>Limits that a service counts for all proxies: policies that treat a refusal alike share a filter, and so a question per request.</summary>
internal static class GlobalRateLimits
{
    private static readonly Duration DefaultTimeout = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(100));

    public static IEnumerable<HttpFilter> Of(IEnumerable<Resource<RateLimitPolicy>> policies, TrustDomains domains, RateLimitServiceTarget service)
    {
        var filters = new List<RateLimit>();
        var byTreatment = new Dictionary<ByteString, RateLimit>();
        foreach (var policy in policies.Where(static policy => policy.Spec.Rules.Count > 0))
        {
            var filter = Frame(policy.Spec, service);
            var treatment = filter.ToByteString();
            if (!byTreatment.TryGetValue(treatment, out var shared))
            {
                byTreatment.Add(treatment, shared = filter);
                filters.Add(filter);
            }

            shared.RateLimits.Add(Enumerable.Range(0, policy.Spec.Rules.Count).Select(index => RateLimitActions.Of(policy, index, domains)));
        }

        return filters.Select(static filter => HttpFilterChain.Filter("envoy.filters.http.ratelimit", filter));
    }

    private static RateLimit Frame(RateLimitPolicy policy, RateLimitServiceTarget service) => new()
    {
        Domain = service.Domain,
        Timeout = policy.Timeout is { } timeout ? Duration.FromTimeSpan(timeout) : DefaultTimeout,
        FailureModeDeny = policy.FailureMode == RateLimitFailureMode.Closed,
        RateLimitService = new RateLimitServiceConfig { GrpcService = service.Service, TransportApiVersion = ApiVersion.V3 },
        EnableXRatelimitHeaders = Refusals.TellsLimits(policy)
            ? RateLimit.Types.XRateLimitHeadersRFCVersion.DraftVersion03
            : RateLimit.Types.XRateLimitHeadersRFCVersion.Off,
        RateLimitedStatus = Refusals.Status(policy),
        ResponseHeadersToAdd = { Refusals.Headers(policy) },
    };
}
