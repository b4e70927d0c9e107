namespace MeshControl.Model.GatewayApi.Status;

/// <summary>Yes, or no with the reason (a word of the Gateway API) and what to do about it.</summary>
public sealed record Verdict(bool IsGood, string Reason, string Message)
{
    public static Verdict Good(string reason) => new(true, reason, "");

    public static Verdict Bad(string reason, string message) => new(false, reason, message);
}
