using MeshControl.Security.Identity;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Authentication;

/// <summary>What this folder logs; event ids 5800 to 5899.</summary>
internal static partial class Log
{
    [LoggerMessage(5800, LogLevel.Warning, "A stream as {Node} with the credentials of {Identity} was refused: {Reason}")]
    public static partial void ClaimRefused(ILogger log, string node, SpiffeId identity, string reason);
}
