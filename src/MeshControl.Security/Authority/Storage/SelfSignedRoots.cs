using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace MeshControl.Security.Authority.Storage;

/// <summary>Roots of our own in a folder: the first one is made when there is none, later ones when it is time.</summary>
internal sealed class SelfSignedRoots(AuthorityOptions options, ILogger log) : ISignerSource
{
    /// <summary>The trusted certificates without their keys, to be given to proxies and tools.</summary>
    private const string BundleFile = "roots.pem";

    private const string Files = "root-*.pem";
    private readonly Dictionary<string, StoredRoot> _loaded = new(StringComparer.Ordinal);
    private SignerSet? _last;

    public SignerSet Read(DateTimeOffset now)
    {
        var folder = PrivateFolder.Open(options.Folder);
        var roots = Load(folder);
        var plan = Plan(roots, now);
        if (plan.NeedsNew || plan.Trusted.Length < roots.Length)
        {
            using var exclusive = folder.Lock();
            // Another process may have been faster.
            roots = Load(folder);
            plan = Plan(roots, now);
            roots = plan.NeedsNew ? Add(folder, roots, now) : roots;
            roots = Drop(folder, roots, Plan(roots, now));
            plan = Plan(roots, now);
        }

        var signer = roots[plan.Signer].Signer;
        var bundle = new TrustBundle(roots.Select(root => root.Certificate));
        if (_last is null || !_last.Roots.Equals(bundle))
        {
            folder.Write(BundleFile, bundle.Pem.Span);
        }

        return _last = _last is { } last && ReferenceEquals(last.Signer, signer) && last.Roots.Equals(bundle) && last.NextChange == plan.NextChange
            ? last
            : new SignerSet(signer, bundle, [.. roots.Select(root => root.Signer)], plan.NextChange);
    }

    /// <summary>Makes a further root ahead of time; it takes over after its introduction.</summary>
    public void AddRoot(DateTimeOffset now)
    {
        var folder = PrivateFolder.Open(options.Folder);
        using var exclusive = folder.Lock();
        Add(folder, Load(folder), now);
    }

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

    private ImmutableArray<StoredRoot> Load(PrivateFolder folder)
    {
        var names = folder.Names(Files).ToList();
        foreach (var gone in _loaded.Keys.Except(names, StringComparer.Ordinal).ToList())
        {
            _loaded.Remove(gone);
        }

        foreach (var name in names.Where(name => !_loaded.ContainsKey(name)))
        {
            _loaded[name] = StoredRoot.Load(folder, name);
        }

        return Ordered(_loaded.Values);
    }

    private ImmutableArray<StoredRoot> Add(PrivateFolder folder, ImmutableArray<StoredRoot> roots, DateTimeOffset now)
    {
        var root = StoredRoot.Create(folder, options.Organization, now, options.RootLifetime);
        _loaded[root.FileName] = root;
        Log.RootCreated(log, root.FileName, root.NotAfter);
        return Ordered(roots.Add(root));
    }

    private ImmutableArray<StoredRoot> Drop(PrivateFolder folder, ImmutableArray<StoredRoot> roots, RootPlan plan)
    {
        foreach (var root in roots.Where((_, index) => !plan.Trusted.Contains(index)))
        {
            folder.Delete(root.FileName);
            _loaded.Remove(root.FileName);
            Log.RootRetired(log, root.FileName);
        }

        return [.. plan.Trusted.Select(index => roots[index])];
    }

    private static ImmutableArray<StoredRoot> Ordered(IEnumerable<StoredRoot> roots) =>
        [.. roots.OrderBy(root => root.CreatedAt).ThenBy(root => root.FileName, StringComparer.Ordinal)];
}
