namespace MeshControl.Security.Authentication;

/// <summary>What an authenticator says about credentials of its kind.</summary>
/// <param name="Caller">Who it is; null where the credentials are refused.</param>
/// <param name="Refusal">Why; for logs only, whoever tries credentials learns nothing from the answer.</param>
public sealed record AuthenticationResult(CallerIdentity? Caller, string Refusal = "")
{
    public static AuthenticationResult Refuse(string reason) => new(null, reason);
}
