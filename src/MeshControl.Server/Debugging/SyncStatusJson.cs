using System.Globalization;
using System.Text.Json.Nodes;
using MeshControl.Xds.Diagnostics;

namespace MeshControl.Server.Debugging;

/// <summary>`/debug/syncz`: one object a stream, in the shape that istiod's clients read.</summary>
internal static class SyncStatusJson
{
    public static string Of(IReadOnlyList<SessionSnapshot> sessions) =>
        new JsonArray([.. sessions.Select(Of)]).ToJsonString(JsonStyle.Indented) + "\n";

    private static JsonObject Of(SessionSnapshot session)
    {
        var resources = new JsonObject();
        foreach (var type in session.Types)
        {
            resources[type.Type.TypeUrl] = Of(type);
        }

        return new JsonObject
        {
            ["proxy"] = session.Proxy.NodeId,
            ["connection"] = session.ConnectionId,
            ["peer"] = session.Peer,
            ["protocol"] = session.IsDelta ? "delta" : "state-of-the-world",
            ["connected_at"] = Time(session.ConnectedAt),
            ["cluster_id"] = session.Proxy.Metadata.ClusterId,
            ["istio_version"] = session.Proxy.Metadata.IstioVersion,
            ["proxy_version"] = session.ClientVersion,
            ["resources"] = resources,
        };
    }

    private static JsonObject Of(TypeSnapshot type) => new()
    {
        ["state"] = type.State.ToString(),
        ["sent"] = type.SentNonce,
        ["acked"] = type.AckedNonce,
        ["sentVersion"] = type.SentVersion,
        ["ackedVersion"] = type.AckedVersion,
        ["sentTime"] = Time(type.SentAt),
        ["ackedTime"] = Time(type.AnsweredAt),
        ["lastError"] = type.Error ?? "",
        ["rejections"] = type.Rejections,
        ["subscribed"] = type.IsWildcard ? "*" : type.Names.Count.ToString(CultureInfo.InvariantCulture),
    };

    private static string? Time(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);
}
