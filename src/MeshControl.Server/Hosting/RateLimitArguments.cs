using System.CommandLine;
using System.CommandLine.Parsing;
using MeshControl.Server.RateLimiting;
using MeshControl.Server.RateLimiting.Redis;

namespace MeshControl.Server.Hosting;

/// <summary>The options that say where global rate limits are counted.</summary>
internal sealed class RateLimitArguments
{
    private readonly Option<RedisAddress?> _redis = new("--rate-limit-redis")
    {
        Description = "Server that speaks Redis' protocol, where all replicas count global rate limits; without it each counts in memory",
        HelpName = "HOST:PORT",
        CustomParser = Parse,
    };

    private readonly Option<string?> _password = new("--rate-limit-redis-password-file") { Description = "File with the password of that server", HelpName = "FILE" };

    public RateLimitArguments(Command command)
    {
        command.Add(_redis);
        command.Add(_password);
    }

    public RateLimitOptions Read(ParseResult parsed) =>
        new() { Redis = parsed.GetValue(_redis) is { } server ? server with { PasswordFile = parsed.GetValue(_password) } : null };

    private static RedisAddress? Parse(ArgumentResult result)
    {
        if (RedisAddress.Parse(result.Tokens[0].Value) is { } address)
        {
            return address;
        }

        result.AddError($"'{result.Tokens[0].Value}' is not a server; write HOST:PORT, for example redis:6379");
        return null;
    }
}
