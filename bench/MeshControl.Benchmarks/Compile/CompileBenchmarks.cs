using BenchmarkDotNet.Attributes;
using MeshControl.Model.Proxies;

namespace MeshControl.Benchmarks.Compile;

/// <summary>A change, from the text of its file until every class is compiled again.</summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    private readonly Size _size = new();
    private SyntheticMesh _mesh = null!;
    private ProxyIdentity[] _proxies = [];

    [GlobalSetup]
    public void Setup()
    {
        _mesh = new SyntheticMesh(_size);
        _mesh.CommitAll();
        _proxies = _mesh.Proxies();
        CompileReport.CompileAll(_mesh, _proxies, _size.Threads);
    }

    [Benchmark]
    public object EndpointAdded()
    {
        _mesh.Pipeline.Commit(_mesh.AddEndpoint(_size.Services - 1));
        return CompileReport.CompileAll(_mesh, _proxies, _size.Threads);
    }

    [Benchmark]
    public object VirtualServiceEdited()
    {
        _mesh.Pipeline.Commit(_mesh.EditVirtualService());
        return CompileReport.CompileAll(_mesh, _proxies, _size.Threads);
    }

    [Benchmark]
    public object ServiceEdited()
    {
        _mesh.Pipeline.Commit(_mesh.EditService(_size.Services - 1));
        return CompileReport.CompileAll(_mesh, _proxies, _size.Threads);
    }
}
