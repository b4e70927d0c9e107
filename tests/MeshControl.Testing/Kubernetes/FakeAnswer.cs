using System.Net;
using System.Text.Json.Nodes;

namespace MeshControl.Testing.Kubernetes;

/// <summary>An answer that is an error, as a Status object.</summary>
public sealed record FakeAnswer(int Status, string Reason, string Message)
{
    public int? RetryAfterSeconds { get; init; }

    public static FakeAnswer Of(HttpStatusCode status) => new((int)status, status.ToString(), $"the test says {(int)status}");

    public static FakeAnswer NotFound(string what) => new(404, "NotFound", $"{what} not found");

    public static FakeAnswer Expired { get; } = new(410, "Expired", "too old resource version");

    public JsonObject ToJson() => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Failure",
        ["message"] = Message,
        ["reason"] = Reason,
        ["code"] = Status,
    };
}
