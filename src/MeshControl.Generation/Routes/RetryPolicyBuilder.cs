using System.Globalization;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Retry.Host.PreviousHosts.V3;
using Envoy.Extensions.Retry.Priority.PreviousPriorities.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Routes;

/// <summary>Retry policies with the mesh's defaults (traffic specification 4.9).</summary>
internal static class RetryPolicyBuilder
{
    private const string DefaultConditions = "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes";
    private const string ByStatusCode = "retriable-status-codes";
    private const uint DefaultRetries = 2;
    private const int HostSelectionAttempts = 5;
    private const int PriorityUpdateFrequency = 2;

    // Shared by every route: a message inside others is only read.
    private static readonly Any PreviousHosts = Any.Pack(new PreviousHostsPredicate());
    private static readonly Any PreviousPriorities = Any.Pack(new PreviousPrioritiesConfig { UpdateFrequency = PriorityUpdateFrequency });

    /// <summary>Null where retries are off (attempts of 0 or less).</summary>
    /// <param name="retry">The route's policy, else the mesh's, else null.</param>
    /// <param name="sticky">True where the only destination hashes requests: another host would be the wrong one.</param>
    public static RetryPolicy? Build(HttpRetry? retry, bool sticky)
    {
        if (retry is { Attempts: <= 0 })
        {
            return null;
        }

        var result = new RetryPolicy
        {
            NumRetries = (uint?)retry?.Attempts ?? DefaultRetries,
            RetryOn = DefaultConditions,
            HostSelectionRetryMaxAttempts = HostSelectionAttempts,
        };
        if (retry?.RetryIgnorePreviousHosts ?? !sticky)
        {
            result.RetryHostPredicate.Add(new RetryPolicy.Types.RetryHostPredicate
            {
                Name = "envoy.retry_host_predicates.previous_hosts", TypedConfig = PreviousHosts,
            });
        }

        if (retry is not null)
        {
            Apply(retry, result);
        }

        return result;
    }

    private static void Apply(HttpRetry retry, RetryPolicy result)
    {
        if (retry.RetryOn.Length > 0)
        {
            SetConditions(retry.RetryOn, result);
        }

        if (retry.PerTryTimeout is { } perTry)
        {
            result.PerTryTimeout = Durations.Of(perTry);
        }

        if (retry.RetryRemoteLocalities == true)
        {
            result.RetryPriority = new RetryPolicy.Types.RetryPriority
            {
                Name = "envoy.retry_priorities.previous_priorities", TypedConfig = PreviousPriorities,
            };
        }

        if (retry.Backoff is { } backoff && backoff > TimeSpan.Zero)
        {
            result.RetryBackOff = new RetryPolicy.Types.RetryBackOff { BaseInterval = Durations.Of(backoff) };
        }
    }

    // Numbers among the conditions are status codes.
    private static void SetConditions(string text, RetryPolicy result)
    {
        var conditions = new List<string>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && IsStatusCode(code))
            {
                result.RetriableStatusCodes.Add((uint)code);
            }
            else
            {
                conditions.Add(part);
            }
        }

        // Codes alone give a list that starts with a comma, as every control plane of this API writes it; Envoy skips the empty condition.
        result.RetryOn = string.Join(',', conditions);
        if (result.RetriableStatusCodes.Count > 0 && !result.RetryOn.Contains(ByStatusCode, StringComparison.Ordinal))
        {
            result.RetryOn += "," + ByStatusCode;
        }
    }

    // The codes that have a name; other numbers stay among the conditions.
    private static bool IsStatusCode(int code) => code
        is >= 100 and <= 103
        or >= 200 and <= 208 or 226
        or >= 300 and <= 305 or 307 or 308
        or >= 400 and <= 418 or >= 421 and <= 426 or 428 or 429 or 431 or 451
        or >= 500 and <= 508 or 510 or 511;
}
