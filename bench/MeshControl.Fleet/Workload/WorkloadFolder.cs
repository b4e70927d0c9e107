using System.Text;

namespace MeshControl.Fleet.Workload;

/// <summary>
/// The generated mesh as a folder of YAML. What a measurement will edit lies in a small file of its own, so that the edit costs the
/// server what the change is, not what a big file is to read.
/// </summary>
internal sealed class WorkloadFolder(string path, WorkloadShape shape, int editable) : IDisposable
{
    private const int ServicesPerFile = 20;

    private readonly string _staging = Directory.CreateTempSubdirectory("fleet-").FullName;

    public string Path { get; } = path;

    // Every edited service lies apart from the others; services are spread so that namespaces take turns.
    public int EditableService(int change) => change % editable * Math.Max(1, shape.Services / editable);

    /// <summary>How often the service of this change was edited before.</summary>
    public int Round(int change) => change / editable;

    public void Write()
    {
        Directory.CreateDirectory(Path);
        var editables = Enumerable.Range(0, editable).Select(EditableService).ToHashSet();
        var basics = new StringBuilder(Manifests.Namespace("istio-system"));
        for (var name = 0; name < WorkloadShape.Namespaces; name++)
            basics.Append(Manifests.Namespace($"ns-{name:000}"));
        for (var node = 0; node < WorkloadShape.Nodes; node++)
            basics.Append(Manifests.Node(node));
        foreach (var service in editables)
            basics.Append(Manifests.Pod(SparePod(service)));
        Put("basics.yaml", basics.ToString());

        foreach (var group in Enumerable.Range(0, shape.Services).Chunk(ServicesPerFile))
        {
            var yaml = new StringBuilder();
            foreach (var service in group)
            {
                yaml.Append(Manifests.Service(service));
                foreach (var pod in Pods(service))
                    yaml.Append(Manifests.Pod(pod));
                if (!editables.Contains(service))
                    yaml.Append(Manifests.EndpointSlices(service, Pods(service)));
            }
            Put($"services-{group[0]:0000}.yaml", yaml.ToString());
        }
        foreach (var service in editables)
        {
            WriteEndpoints(service, withSpare: false);
            WriteVirtualService(service, seconds: 10);
        }
    }

    public void WriteEndpoints(int service, bool withSpare) =>
        Put($"endpoints-{service:0000}.yaml", Manifests.EndpointSlices(service, withSpare ? [.. Pods(service), SparePod(service)] : Pods(service)));

    public void WriteVirtualService(int service, int seconds) =>
        Put($"virtualservice-{service:0000}.yaml", Manifests.VirtualService(service, seconds));

    /// <summary>Adds a service that was not there before, with endpoints of its own.</summary>
    public void WriteNewService(int service)
    {
        var yaml = new StringBuilder(Manifests.Service(service));
        // Beyond the pods of the mesh and its spare ones.
        var first = shape.Services * (shape.Endpoints + 1) + (service - shape.Services) * shape.Endpoints;
        WorkloadPod[] pods = [.. Enumerable.Range(0, shape.Endpoints).Select(index => shape.Pod(service, index, first + index))];
        foreach (var pod in pods)
            yaml.Append(Manifests.Pod(pod));
        Put($"new-service-{service:0000}.yaml", yaml.Append(Manifests.EndpointSlices(service, pods)).ToString());
    }

    public void Dispose() => Directory.Delete(_staging, recursive: true);

    private WorkloadPod[] Pods(int service) => [.. Enumerable.Range(0, shape.Endpoints).Select(index => shape.Pod(service, index))];

    private WorkloadPod SparePod(int service) => shape.Pod(service, shape.Endpoints, shape.Services * shape.Endpoints + service);

    // Moved into place whole, so that a watcher never reads half a file.
    private void Put(string name, string yaml)
    {
        var staged = System.IO.Path.Combine(_staging, name);
        File.WriteAllText(staged, yaml);
        File.Move(staged, System.IO.Path.Combine(Path, name), overwrite: true);
    }
}
