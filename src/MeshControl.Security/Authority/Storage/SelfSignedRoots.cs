using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace MeshControl.Security.Authority.Storage;

/// <summary>Roots of our own: the first one is made when there is none, later ones when it is time.</summary>
internal sealed class SelfSignedRoots(AuthorityOptions options, ILogger log) : ISignerSource
{
    private const int Attempts = 5;
    private readonly IRootStorage _storage = options.Storage ?? new FolderRoots(options.Folder);
    private readonly Dictionary<string, StoredRoot> _loaded = new(StringComparer.Ordinal);
    private SignerSet? _last;

    public SignerSet Read(DateTimeOffset now)
    {
        var roots = Tend(now);
        var plan = Plan(roots, now);
        var signer = roots[plan.Signer].Signer;
        var bundle = new TrustBundle(roots.Select(root => root.Certificate));
        if (_last is null || !_last.Roots.Equals(bundle))
        {
            _storage.WriteBundle(bundle.Pem.Span);
        }

        return _last = _last is { } last && ReferenceEquals(last.Signer, signer) && last.Roots.Equals(bundle) && last.NextChange == plan.NextChange
            ? last
            : new SignerSet(signer, bundle, [.. roots.Select(root => root.Signer)], plan.NextChange);
    }

    /// <summary>Makes a further root ahead of time; it takes over after its introduction.</summary>
    public void AddRoot(DateTimeOffset now) => Change(() => Add(Load(), now));

    public void Dispose()
    {
        foreach (var root in _loaded.Values)
        {
            root.Dispose();
        }

        _loaded.Clear();
    }

    private RootPlan Plan(ImmutableArray<StoredRoot> roots, DateTimeOffset now) =>
        RootPlan.At(now, [.. roots.Select(root => (root.CreatedAt, root.NotAfter))], options);

    // The roots as they are to be now: a missing one is made, those that are out of use are dropped.
    private ImmutableArray<StoredRoot> Tend(DateTimeOffset now)
    {
        var roots = Load();
        var plan = Plan(roots, now);
        if (!plan.NeedsNew && plan.Trusted.Length == roots.Length)
        {
            return roots;
        }

        return Change(() =>
        {
            // Another process may have been faster.
            roots = Load();
            roots = Plan(roots, now).NeedsNew ? Add(roots, now) : roots;
            return Drop(roots, Plan(roots, now));
        });
    }

    // Whoever loses a race goes on with what the winner made.
    private ImmutableArray<StoredRoot> Change(Func<ImmutableArray<StoredRoot>> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var exclusive = _storage.Lock();
                return change();
            }
            catch (RootConflictException) when (attempt < Attempts)
            {
                // Look again.
            }
            catch (RootConflictException conflict)
            {
                throw new AuthorityException($"the roots change all the time: {conflict.Message}", conflict);
            }
        }
    }

    private ImmutableArray<StoredRoot> Load()
    {
        var names = _storage.Names();
        foreach (var gone in _loaded.Keys.Except(names, StringComparer.Ordinal).ToList())
        {
            _loaded.Remove(gone);
        }

        foreach (var name in names.Where(name => !_loaded.ContainsKey(name)))
        {
            _loaded[name] = StoredRoot.Load(_storage, name);
        }

        return Ordered(_loaded.Values);
    }

    private ImmutableArray<StoredRoot> Add(ImmutableArray<StoredRoot> roots, DateTimeOffset now)
    {
        var root = StoredRoot.Create(_storage, options.Organization, now, options.RootLifetime);
        _loaded[root.FileName] = root;
        Log.RootCreated(log, root.FileName, root.NotAfter);
        return Ordered(roots.Add(root));
    }

    private ImmutableArray<StoredRoot> Drop(ImmutableArray<StoredRoot> roots, RootPlan plan)
    {
        foreach (var root in roots.Where((_, index) => !plan.Trusted.Contains(index)))
        {
            _storage.Delete(root.FileName);
            _loaded.Remove(root.FileName);
            Log.RootRetired(log, root.FileName);
        }

        return [.. plan.Trusted.Select(index => roots[index])];
    }

    private static ImmutableArray<StoredRoot> Ordered(IEnumerable<StoredRoot> roots) =>
        [.. roots.OrderBy(root => root.CreatedAt).ThenBy(root => root.FileName, StringComparer.Ordinal)];
}
