using System.Net.Http.Headers;
using MeshControl.Grpc.Protocol;

namespace MeshControl.Grpc.Client;

/// <summary>Reads how a call ended from a response whose body was read to its end.</summary>
internal static class ResponseStatus
{
    public static GrpcStatus Read(HttpResponseMessage response)
    {
        var code = Value(response, GrpcHeaders.Status);
        if (code is null)
        {
            return response.IsSuccessStatusCode
                ? new GrpcStatus(GrpcStatusCode.Unknown, "the response has no grpc-status")
                : new GrpcStatus(ErrorMapping.FromHttp(response.StatusCode), $"HTTP status {(int)response.StatusCode}");
        }

        var detail = PercentEncoding.Decode(Value(response, GrpcHeaders.Message) ?? "");
        return int.TryParse(code, out var number) && Enum.IsDefined((GrpcStatusCode)number)
            ? new GrpcStatus((GrpcStatusCode)number, detail)
            : new GrpcStatus(GrpcStatusCode.Unknown, $"unknown grpc-status {code} {detail}");
    }

    public static GrpcStatusException ToException(HttpResponseMessage response, GrpcStatus status)
    {
        var details = Value(response, GrpcHeaders.StatusDetails);
        return new GrpcStatusException(status) { StatusDetails = details is null ? default : BinaryMetadata.Decode(details) };
    }

    private static string? Value(HttpResponseMessage response, string name) =>
        Value(response.TrailingHeaders, name) ?? Value(response.Headers, name);

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.Count > 0 ? values.ToString() : null;
}
