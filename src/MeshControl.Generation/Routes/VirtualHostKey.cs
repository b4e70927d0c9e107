using MeshControl.Incremental;

namespace MeshControl.Generation.Routes;

/// <summary>Everything a virtual host is made from besides the rules it names: equal keys share one encoded host.</summary>
public sealed record VirtualHostKey
{
    private int _hash;

    public required string Name { get; init; }

    public required EquatableArray<string> Domains { get; init; }

    /// <summary>The only route, for a service without rules.</summary>
    public DefaultRoute? Default { get; init; }

    /// <summary>Rules whose routes it has, in this order.</summary>
    public EquatableArray<RuleRoutesKey> Rules { get; init; }

    /// <summary>True where rules were joined: a route that matches everything then comes last.</summary>
    public bool MovesCatchAllsLast { get; init; }

    /// <summary>True where plaintext requests are redirected to HTTPS.</summary>
    public bool RequiresTls { get; init; }

    /// <summary>True where the upstream is told which attempt a request is.</summary>
    public bool CountsAttempts { get; init; }

    public bool Equals(VirtualHostKey? other) =>
        other is not null && (ReferenceEquals(this, other)
            || (GetHashCode() == other.GetHashCode() && Name == other.Name && Domains.Equals(other.Domains) && HasSameRoutes(other)));

    // A key of a memo table: hashed once.
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = HashCode.Combine(Name, Domains, Default, Rules, RequiresTls) | 1;

    /// <summary>True where only name and domains tell them apart.</summary>
    public bool HasSameRoutes(VirtualHostKey other) =>
        Equals(Default, other.Default) && Rules.Equals(other.Rules) && MovesCatchAllsLast == other.MovesCatchAllsLast
        && RequiresTls == other.RequiresTls && CountsAttempts == other.CountsAttempts;

    // A copy must not carry the hash of its original.
    private VirtualHostKey(VirtualHostKey original)
    {
        Name = original.Name;
        Domains = original.Domains;
        Default = original.Default;
        Rules = original.Rules;
        MovesCatchAllsLast = original.MovesCatchAllsLast;
        RequiresTls = original.RequiresTls;
        CountsAttempts = original.CountsAttempts;
    }
}
