using Envoy.Extensions.Filters.Common.Fault.V3;
using Envoy.Extensions.Filters.Http.Fault.V3;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Routes;

/// <summary>Injected delays and aborts as the fault filter's configuration for one route (traffic specification 4.10).</summary>
internal static class FaultBuilder
{
    private static readonly string[] GrpcStatusNames =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
        "UNAUTHENTICATED",
    ];

    /// <summary>Null where nothing usable is asked for.</summary>
    public static HTTPFault? Build(HttpFaultInjection fault)
    {
        var delay = fault.Delay is { } asked ? Delay(asked) : null;
        var abort = fault.Abort is { } error ? Abort(error) : null;
        return delay is null && abort is null ? null : new HTTPFault { Delay = delay, Abort = abort };
    }

    private static FaultDelay? Delay(HttpFaultDelay delay) =>
        delay.FixedDelay is { } time && time > TimeSpan.Zero
            ? new FaultDelay
            {
                FixedDelay = Durations.Of(time),
                Percentage = delay.Percentage is { } percentage ? Percentages.Fraction(percentage) : Percentages.Whole(delay.Percent),
            }
            : null;

    private static FaultAbort? Abort(HttpFaultAbort abort)
    {
        var result = new FaultAbort { Percentage = abort.Percentage is { } percentage ? Percentages.Fraction(percentage) : null };
        if (abort.HttpStatus is >= 200 and < 600)
        {
            result.HttpStatus = (uint)abort.HttpStatus;
            return result;
        }

        if (abort.GrpcStatus is { } name && Array.IndexOf(GrpcStatusNames, name) is var code and >= 0)
        {
            result.GrpcStatus = (uint)code;
            return result;
        }

        return null;
    }
}
