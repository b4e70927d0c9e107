using Envoy.Extensions.Filters.Http.Fault.V3;
using MeshControl.Generation.Simulation.Access;
using ErrorType = Envoy.Extensions.Filters.Http.Fault.V3.FaultAbort.ErrorTypeOneofCase;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>Injected faults: a delay is told, an abort answers for its share of requests.</summary>
internal static class FaultFilter
{
    public static FilterPass Run(HTTPFault fault, AccessContext context)
    {
        var pass = new FilterPass(context);
        if (context.Request is not { } request || !fault.Headers.All(header => HeaderMatching.Matches(header, request)))
        {
            return pass;
        }

        var delayed = Fractions.Of(fault.Delay?.Percentage);
        if (delayed > 0 && fault.Delay!.FixedDelay is { } delay)
        {
            pass = pass with { Decisions = [new Decision(DecisionKind.Filter, "fault", $"{Percent(delayed)} wait {delay.ToTimeSpan().TotalSeconds:0.###}s")] };
        }

        var aborted = Fractions.Of(fault.Abort?.Percentage);
        if (aborted <= 0 || fault.Abort!.ErrorTypeCase is not (ErrorType.HttpStatus or ErrorType.GrpcStatus))
        {
            return pass;
        }

        var isGrpc = fault.Abort.ErrorTypeCase == ErrorType.GrpcStatus;
        var what = isGrpc ? $"gRPC status {fault.Abort.GrpcStatus}" : $"status {fault.Abort.HttpStatus}";
        var decision = new Decision(DecisionKind.Filter, "fault", $"{Percent(aborted)} are answered with {what}");
        return pass with { Stop = new FilterStop(aborted, decision, new Answered(isGrpc ? 200 : (int)fault.Abort.HttpStatus, $"injected fault, {what}")) };
    }

    private static string Percent(double share) => $"{share * 100:0.####}%";
}
