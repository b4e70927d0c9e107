using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Secrets;

/// <summary>What this folder logs; event ids 5900 to 5999. Never a secret's content.</summary>
internal static partial class Log
{
    [LoggerMessage(5900, LogLevel.Warning, "Proxy {Proxy} asked for secrets and gets none: {Reason}")]
    public static partial void Refused(ILogger log, string proxy, string reason);

    [LoggerMessage(5901, LogLevel.Warning, "Proxy {Proxy} does not get {Credential}: {Reason}")]
    public static partial void CredentialRefused(ILogger log, string proxy, string credential, string reason);

    [LoggerMessage(5902, LogLevel.Warning, "Proxy {Proxy} asks for {Credential}; {Object} cannot be used: {Problem}")]
    public static partial void CredentialUnusable(ILogger log, string proxy, string credential, string @object, string problem);

    [LoggerMessage(5903, LogLevel.Warning, "Whether {Namespace}/{Account} may read secrets cannot be found out: {Problem}")]
    public static partial void ReviewFailed(ILogger log, string @namespace, string account, string problem);

    [LoggerMessage(5904, LogLevel.Error, "The roots of the signer cannot be read again; those in use stay: {Problem}")]
    public static partial void RootsNotRead(ILogger log, string problem);
}
