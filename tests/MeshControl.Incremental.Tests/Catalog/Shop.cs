namespace MeshControl.Incremental.Tests.Catalog;

/// <summary>A small graph that reads like its users: services in namespaces, policies by service, a cluster a service and a set a namespace.</summary>
internal sealed class Shop
{
    public Shop()
    {
        Services = new(Graph, "services");
        Policies = new(Graph, "policies");
        ByNamespace = new(Services, "services.namespace", service => [service.Namespace]);
        Clusters = new(Graph, "cluster", (name, read) =>
        {
            var service = read.Get(Services, name);
            return service is null ? "none" : $"{service.Name}:{service.Port} {read.Get(Policies, name)?.Balancer ?? "default"}";
        });
        Sets = new(Graph, "set", (ns, read) => string.Join("; ", read.Keys(ByNamespace, ns).Select(name => read.Get(Clusters, name))));
    }

    public Graph Graph { get; } = new();

    public Table<string, Service> Services { get; }

    public Table<string, Policy> Policies { get; }

    public Index<string, string, Service> ByNamespace { get; }

    public Derived<string, string> Clusters { get; }

    public Derived<string, string> Sets { get; }

    public CommitResult Put(params Service[] services) => Graph.Commit(writer => Array.ForEach(services, s => writer.Set(Services, s.Name, s)));

    public CommitResult Put(Policy policy) => Graph.Commit(writer => writer.Set(Policies, policy.Service, policy));

    /// <summary>Computations caused by <paramref name="action"/>, as <see cref="Diagnostics.GraphStatistics.ToString"/> prints them.</summary>
    public string BuildsOf(Action action)
    {
        var before = Graph.Statistics;
        action();
        return Graph.Statistics.Since(before).ToString();
    }
}
