using MeshControl.Generation.Filters.Extensions;
using MeshControl.Generation.Output;
using MeshControl.Generation.Proxies;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.RateLimits;
using MeshControl.Model.Resources;
using MeshControl.Model.Validation;
using MeshControl.Server.Sources;

namespace MeshControl.Server.Engine;

/// <summary>
/// The objects in use, the facts made of them and the compiler over those. It has one owner, the engine's loop; nothing here waits or logs.
/// </summary>
internal sealed class MeshState
{
    private readonly ResourceStore _store = new();
    private readonly Graph _graph = new();
    private readonly ModelProjector _projector;
    private readonly Dictionary<string, SettingsUpdate> _settingsBySource = new(StringComparer.Ordinal);
    private readonly MeshSettings _base;
    private volatile MeshSettings _settings;
    private volatile GlobalRules _rateLimits = GlobalRules.None;

    public MeshState(MeshSettings settings)
    {
        _base = settings;
        _settings = settings;
        Facts = new MeshFacts(_graph);
        _projector = new ModelProjector(Facts);
        Compiler = new ProxyConfigCompiler(new MeshGeneration(Facts, ModuleDelivery.Inline));
    }

    public Graph Graph => _graph;

    public MeshFacts Facts { get; }

    public ProxyConfigCompiler Compiler { get; }

    public MeshSettings Settings => _settings;

    /// <summary>What the rate limit service counts; read from any thread.</summary>
    public GlobalRules RateLimits => _rateLimits;

    public int ResourceCount => _store.Count;

    public IEnumerable<Finding> Findings => _settingsBySource.Values.SelectMany(settings => settings.Findings).Concat(_store.Findings)
        .Concat(Facts.Credentials.Findings.Get("")).Concat(Facts.KeySets.Findings.Get(""))
        .Concat(Facts.Extensions.Findings.Get(""));

    /// <summary>Applies updates as one revision; the result says what changed in meaning.</summary>
    public (CommitResult Commit, ChangeSet Changes) Apply(IReadOnlyList<SourceUpdate> updates)
    {
        foreach (var settings in updates.Where(update => update.Settings is not null))
        {
            _settingsBySource[settings.Source] = settings.Settings!;
        }

        var changes = _store.Apply(updates.SelectMany(update => update.Events));
        _settings = Merge();
        var commit = _graph.Commit(writer =>
        {
            _projector.Apply(writer, _settings);
            foreach (var change in changes.Changes)
            {
                _projector.Apply(writer, change.Key, change.After);
            }

            foreach (var (key, fetched) in updates.SelectMany(static update => update.KeySets))
            {
                _projector.Apply(writer, key, fetched);
            }

            foreach (var (key, fetched) in updates.SelectMany(static update => update.Modules))
            {
                _projector.Apply(writer, key, fetched);
            }
        });
        using var read = _graph.OpenReader();
        _rateLimits = read.Get(Facts.RateLimits.Global, "");
        return (commit, changes);
    }

    /// <summary>Configurations of proxies at the current revision; proxies of one class get one object, and an unchanged one gets its old object back.</summary>
    public IReadOnlyList<ProxyConfig?> Compile(IReadOnlyList<(ProxyIdentity Proxy, ProxyConfig? Current)> proxies, Action<ProxyIdentity, Exception> failed)
    {
        using var read = _graph.OpenReader();
        var byClass = new Dictionary<ProxyClass, ProxyConfig>();
        var configs = new ProxyConfig?[proxies.Count];
        for (var i = 0; i < proxies.Count; i++)
        {
            var (proxy, current) = proxies[i];
            try
            {
                var proxyClass = read.Get(Facts.Proxies.Class, proxy);
                if (!byClass.TryGetValue(proxyClass, out var config))
                {
                    config = Compiler.Compile(proxyClass, read, _graph.Current);
                    config = current is not null && config.HasSameContent(current) ? current : config;
                    byClass.Add(proxyClass, config);
                }

                configs[i] = current is not null && !ReferenceEquals(current, config) && config.HasSameContent(current) ? current : config;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                failed(proxy, error);
                configs[i] = current;
            }
        }

        Classes = byClass.Count;
        return configs;
    }

    /// <summary>How many classes the last <see cref="Compile"/> of all proxies met.</summary>
    public int Classes { get; private set; }

    /// <summary>Forgets derived values that no connected proxy needs.</summary>
    public int Sweep(IEnumerable<ProxyIdentity> proxies)
    {
        List<EntryReference> roots = [];
        using (var read = _graph.OpenReader())
        {
            roots.Add(Facts.RateLimits.Global.Reference(""));
            var seen = new HashSet<ProxyClass>();
            foreach (var proxy in proxies)
            {
                roots.Add(Facts.Proxies.Class.Reference(proxy));
                var proxyClass = read.Get(Facts.Proxies.Class, proxy);
                if (seen.Add(proxyClass))
                {
                    roots.AddRange(Compiler.References(proxyClass, read).Select(reference => reference.Entry));
                }
            }
        }

        return _graph.Sweep(roots);
    }

    // The last source that has good settings gives them; a broken file leaves what was there.
    private MeshSettings Merge()
    {
        var settings = _settings;
        var fingerprint = "";
        foreach (var (_, update) in _settingsBySource.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            fingerprint += update.Fingerprint;
            settings = settings with { Mesh = update.Mesh ?? settings.Mesh, Networks = update.Networks ?? settings.Networks };
        }

        return settings with { Fingerprint = fingerprint, DomainSuffix = _base.DomainSuffix, ClusterId = _base.ClusterId };
    }
}
