using MeshControl.Incremental;

namespace MeshControl.Benchmarks.Engine;

/// <summary>
/// The shape of a mesh without its content: a cluster and an assignment a service, of 1.5 and 0.6 kB, and a set of each a class
/// or, narrowed, a few sets that classes share.
/// </summary>
internal sealed class EngineMesh
{
    private readonly Table<string, Row> _services;
    private readonly Table<string, Row> _endpoints;
    private readonly Table<string, Row> _rules;
    private readonly Table<string, Row> _settings;
    private readonly Index<string, string, Row> _all;
    private readonly Derived<int, EquatableArray<byte[]>> _clusterSets;
    private readonly Derived<int, EquatableArray<byte[]>> _assignmentSets;
    private readonly int _classes;
    private readonly int _sets;

    public EngineMesh(int services, int classes, int sets)
    {
        (_classes, _sets) = (classes, sets);
        _services = new(Graph, "services");
        _endpoints = new(Graph, "endpoints");
        _rules = new(Graph, "rules");
        _settings = new(Graph, "settings");
        _all = new(_services, "services.all", _ => ["all"]);
        var clusters = new Derived<string, byte[]>(Graph, "cluster", (name, read) =>
            Encode(1500, read.Get(_services, name)?.Number ?? 0, read.Get(_rules, name)?.Number ?? 0, read.Get(_settings, "mesh")?.Number ?? 0));
        var assignments = new Derived<string, byte[]>(Graph, "assignment", (name, read) => Encode(600, read.Get(_endpoints, name)?.Number ?? 0));
        _clusterSets = new(Graph, "cds", (_, read) => [.. read.Keys(_all, "all").Select(name => read.Get(clusters, name))]);
        _assignmentSets = new(Graph, "eds", (_, read) => [.. read.Keys(_all, "all").Select(name => read.Get(assignments, name))]);
        Graph.Commit(writer =>
        {
            for (var i = 0; i < services; i++)
            {
                writer.Set(_services, Name(i), new Row(i));
                writer.Set(_endpoints, Name(i), new Row(i));
            }
        });
    }

    public Graph Graph { get; } = new();

    public void Endpoint(int service, int number) => Graph.Commit(writer => writer.Set(_endpoints, Name(service), new Row(number)));

    public void Rule(int service, int number) => Graph.Commit(writer => writer.Set(_rules, Name(service), new Row(number)));

    public void Service(int service, int number) => Graph.Commit(writer => writer.Set(_services, Name(service), new Row(number)));

    public void Setting(int number) => Graph.Commit(writer => writer.Set(_settings, "mesh", new Row(number)));

    /// <summary>Brings every class up to date on this thread; returns the number of resources they have.</summary>
    public int CompileAll()
    {
        using var read = Graph.OpenReader();
        var resources = 0;
        for (var i = 0; i < _classes; i++)
        {
            resources += read.Get(_clusterSets, i % _sets).Length + read.Get(_assignmentSets, i % _sets).Length;
        }

        return resources;
    }

    private static string Name(int service) => $"svc-{service:00000}";

    private static byte[] Encode(int length, params ReadOnlySpan<int> numbers)
    {
        var bytes = new byte[length];
        var hash = new HashCode();
        foreach (var number in numbers)
        {
            hash.Add(number);
        }

        BitConverter.TryWriteBytes(bytes, hash.ToHashCode());
        return bytes;
    }

    private sealed record Row(int Number);
}
