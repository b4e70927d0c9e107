using MeshControl.Security.Identity;
using MeshControl.Xds.Sessions;

namespace MeshControl.Server.Secrets;

/// <summary>Who gets secrets. A verified identity over TLS always does; a mere claim, or a stream that others can read, only where an option says so.</summary>
internal static class SecretPolicy
{
    private const string DefaultAccount = "default";

    public static SecretDecision Decide(SecretRequester requester, PlaintextSecrets plaintext, string trustDomain)
    {
        var isTolerated = plaintext == PlaintextSecrets.Always || (plaintext == PlaintextSecrets.Loopback && requester.IsLoopback);
        if (!requester.IsEncrypted && !isTolerated)
        {
            return SecretDecision.Refuse("plaintext");
        }

        if (requester.Principal is { } principal)
        {
            return SpiffeId.TryParse(principal, out var verified, out _) ? new SecretDecision(verified, null) : SecretDecision.Refuse("invalid identity");
        }

        return isTolerated ? Claimed(requester, trustDomain) : SecretDecision.Refuse("unauthenticated");
    }

    private static SecretDecision Claimed(SecretRequester requester, string trustDomain)
    {
        var account = requester.Proxy.Metadata.ServiceAccount;
        var text = $"spiffe://{trustDomain}/ns/{requester.Proxy.Namespace}/sa/{(account.Length > 0 ? account : DefaultAccount)}";
        return SpiffeId.TryParse(text, out var id, out _) && id.Workload is not null ? new SecretDecision(id, null) : SecretDecision.Refuse("invalid identity");
    }
}
