using BenchmarkDotNet.Attributes;

namespace MeshControl.Benchmarks.Engine;

/// <summary>What the engine adds to a set of a thousand resources: built, confirmed after an unrelated and after a related commit, one member changed.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private EngineMesh _mesh = null!;
    private int _number = 1_000_000;

    [GlobalSetup]
    public void Setup()
    {
        _mesh = new EngineMesh(services: 1000, classes: 1, sets: 1);
        _mesh.CompileAll();
    }

    [Benchmark]
    public int FirstCompileOf1000Services() => new EngineMesh(services: 1000, classes: 1, sets: 1).CompileAll();

    [Benchmark]
    public int ReadAgainAtTheSameRevision() => _mesh.CompileAll();

    [Benchmark]
    public int OneEndpointChanged()
    {
        _mesh.Endpoint(7, ++_number);
        return _mesh.CompileAll();
    }

    [Benchmark]
    public int OneRuleChangedForAServiceNobodyReads()
    {
        _mesh.Rule(1_000_000, ++_number);
        return _mesh.CompileAll();
    }
}
