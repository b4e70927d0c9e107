using MeshControl.Security.Authority;
using MeshControl.Security.Identity;
using Microsoft.Extensions.Logging;

namespace MeshControl.Security;

/// <summary>Everything this project logs; event ids 4000 to 4999. Never a key, never a token.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "Root {File} was made; it is valid until {NotAfter}")]
    public static partial void RootCreated(ILogger log, string file, DateTimeOffset notAfter);

    [LoggerMessage(4001, LogLevel.Information, "Root {File} is retired: nothing that it signed is valid any more")]
    public static partial void RootRetired(ILogger log, string file);

    [LoggerMessage(4002, LogLevel.Information, "Certificate {Serial} was issued to {Identity} until {NotAfter}")]
    public static partial void Issued(ILogger log, string serial, SpiffeId identity, DateTimeOffset notAfter);

    [LoggerMessage(4003, LogLevel.Information, "The trusted roots are now {After} (before: {Before})")]
    public static partial void RootsChanged(ILogger log, TrustBundle before, TrustBundle after);

    [LoggerMessage(4004, LogLevel.Information, "Certificates are signed by {Subject} from now on; it is valid until {NotAfter}")]
    public static partial void SignerChanged(ILogger log, string subject, DateTimeOffset notAfter);

    [LoggerMessage(4005, LogLevel.Error, "The files of the certificate authority cannot be used; it goes on with what it has")]
    public static partial void ReadFailed(ILogger log, Exception exception);

    [LoggerMessage(4006, LogLevel.Warning, "No certificate for {Identity}; trying again in {Wait}")]
    public static partial void RenewalFailed(ILogger log, Exception exception, SpiffeId identity, TimeSpan wait);

    [LoggerMessage(4010, LogLevel.Warning, "Credentials from {Peer} were refused: {Reason}")]
    public static partial void AuthenticationFailed(ILogger log, string peer, string reason);

    [LoggerMessage(4011, LogLevel.Error, "A file that changed cannot be used; what it said before stays in use")]
    public static partial void FileFailed(ILogger log, Exception exception);

    [LoggerMessage(4012, LogLevel.Warning, "A signing request of {Identity} was refused: {Reason}")]
    public static partial void SigningRefused(ILogger log, SpiffeId identity, string reason);

    [LoggerMessage(4020, LogLevel.Information, "Revoked: {Identities} identities, {Serials} serials")]
    public static partial void Revoked(ILogger log, int identities, int serials);

    [LoggerMessage(4021, LogLevel.Error, "The record of issued certificates cannot be kept")]
    public static partial void RecordFailed(ILogger log, Exception exception);

    [LoggerMessage(4022, LogLevel.Warning, "{Count} certificates are revoked and no proxy can be told: the authority signs below roots that are not its own")]
    public static partial void CannotTell(ILogger log, int count);
}
