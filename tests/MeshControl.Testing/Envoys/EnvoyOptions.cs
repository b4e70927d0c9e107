using System.Net.Sockets;

namespace MeshControl.Testing.Envoys;

/// <summary>How a test starts an Envoy.</summary>
public sealed record EnvoyOptions
{
    /// <summary>The bootstrap as JSON or YAML. `{admin}` stands for the port that the admin interface must listen on.</summary>
    public required string Bootstrap { get; init; }

    /// <summary>The admin port; 0 picks a free one.</summary>
    public int AdminPort { get; init; }

    /// <summary>Where the admin interface is reached.</summary>
    public string AdminHost { get; init; } = "127.0.0.1";

    /// <summary>Makes the sockets that the admin interface is reached over, for an Envoy in another network namespace; null for ordinary ones.</summary>
    public Func<Socket>? AdminSocket { get; init; }

    /// <summary>A command that the binary and its arguments are appended to, for example one that enters a network namespace.</summary>
    public IReadOnlyList<string> CommandPrefix { get; init; } = [];

    /// <summary>More arguments, for example `--component-log-level config:debug`.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>How long /ready may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
