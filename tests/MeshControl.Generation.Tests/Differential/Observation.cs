namespace MeshControl.Generation.Tests.Differential;

/// <summary>What a real Envoy did with a call.</summary>
/// <param name="Status">HTTP status; 0 where the connection was closed or bytes went through.</param>
/// <param name="Headers">Of the answer.</param>
/// <param name="Body">Of the answer, or the bytes that came back.</param>
internal sealed record Observation(int Status, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    /// <summary>The access log's line; null where nothing was logged.</summary>
    public AccessLine? Log { get; init; }

    public string? Header(string name) =>
        Headers.Where(header => header.Name == name).Select(header => header.Value).ToList() is { Count: > 0 } values ? string.Join(',', values) : null;

    /// <summary>True where a pod answered.</summary>
    public bool IsEcho => Header(EchoServer.Marker) is not null || Body.StartsWith("RAW ", StringComparison.Ordinal);

    public override string ToString() => $"status {Status}, {(IsEcho ? "echo " : "")}{Body.ReplaceLineEndings(" | ")}; {string.Join(' ', Headers)}; {Log}";
}
