using System.Collections.Immutable;

namespace MeshControl.Security.Authority;

/// <summary>What the roots at hand are used for at a moment, and when that changes.</summary>
/// <param name="Signer">Index of the root that signs; -1 where none can.</param>
/// <param name="Trusted">Indexes of the roots in the trust bundle.</param>
/// <param name="NeedsNew">True where a new root is due.</param>
/// <param name="NextChange">When to look again, though nothing else happens.</param>
internal sealed record RootPlan(int Signer, ImmutableArray<int> Trusted, bool NeedsNew, DateTimeOffset NextChange)
{
    /// <summary>
    /// A new root is first trusted, then signs, and the one before it is trusted until the last certificate that it signed has expired. All of
    /// it follows from when the roots were made, so nothing else has to be remembered over a restart.
    /// </summary>
    /// <param name="roots">When each was made and expires, oldest first.</param>
    public static RootPlan At(DateTimeOffset now, IReadOnlyList<(DateTimeOffset CreatedAt, DateTimeOffset NotAfter)> roots, AuthorityOptions options)
    {
        var next = DateTimeOffset.MaxValue;
        var signer = -1;
        var trusted = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < roots.Count; i++)
        {
            var (created, expires) = roots[i];
            if (expires <= now)
            {
                continue;
            }

            // The first root has nobody to wait for, not even where another replica made it and its clock is ahead of ours.
            var signsFrom = signer < 0 ? DateTimeOffset.MinValue : created + options.RootIntroduction;
            if (signsFrom <= now)
            {
                signer = i;
            }

            var retires = Earlier(expires, Retirement(roots, i, options));
            if (retires > now)
            {
                trusted.Add(i);
                next = Earlier(next, retires);
            }

            next = signsFrom > now ? Earlier(next, signsFrom) : next;
        }

        var renewal = roots.Count == 0 ? DateTimeOffset.MinValue : roots[^1].NotAfter - (roots[^1].NotAfter - roots[^1].CreatedAt) * options.RootRenewalShare;
        return new RootPlan(signer, trusted.ToImmutable(), renewal <= now, renewal > now ? Earlier(next, renewal) : next);
    }

    /// <summary>When the last certificate signed before the successor took over has expired.</summary>
    private static DateTimeOffset Retirement(IReadOnlyList<(DateTimeOffset CreatedAt, DateTimeOffset NotAfter)> roots, int index, AuthorityOptions options) =>
        index + 1 < roots.Count ? roots[index + 1].CreatedAt + options.RootIntroduction + options.MaxLeafLifetime : DateTimeOffset.MaxValue;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
