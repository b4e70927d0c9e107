using System.Runtime;
using MeshControl.Generation.Output;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;

namespace MeshControl.Benchmarks.Compile;

/// <summary>First compile of every class, then what each kind of change costs until every class is compiled again, and the builds it caused.</summary>
internal static class CompileReport
{
    public static void Run(Size size, TextWriter output)
    {
        output.WriteLine($"{size.Services} services x {size.Endpoints} endpoints, {size.Classes} classes, {size.Threads} threads, server GC {GCSettings.IsServerGC}, {Environment.ProcessorCount} cores");
        WarmUp(size);

        var mesh = new SyntheticMesh(size);
        var before = Memory.LiveMiB();
        output.WriteLine($"read and commit everything      {new Samples().Measure(mesh.CommitAll),9:F1} ms");
        var facts = Memory.LiveMiB();
        var proxies = mesh.Proxies();
        var configs = new ProxyConfig[proxies.Length];
        var first = new Samples();
        first.Measure(() => configs = CompileAll(mesh, proxies, size.Threads));
        var statistics = mesh.Pipeline.Graph.Statistics;
        output.WriteLine($"first compile of all classes    {first.Max,9:F1} ms, {first.MeanCpu:F1} ms cpu, {statistics.Builds} builds, {statistics.Entries} values");
        output.WriteLine($"live heap                       {facts - before,9:F1} MiB of objects, {Memory.LiveMiB() - facts:F1} MiB of values");
        output.WriteLine($"builds by kind                  {statistics}");
        output.WriteLine($"resources of a class            {Describe(configs[0])}");
        output.WriteLine();
        output.WriteLine($"{"change",-26}{"read ms",9}{"commit",9}{"compile (median, max, cpu)",29}{"classes",9}{"builds",8}  by kind");
        var last = size.Services - 1;
        Report("endpoint added", () => mesh.AddEndpoint(last));
        Report("VirtualService edited", mesh.EditVirtualService);
        Report("DestinationRule edited", mesh.EditDestinationRule);
        Report("Service edited (port)", () => mesh.EditService(last));
        Report("file rewritten, same", () => mesh.Rewrite(last));

        void Report(string name, Func<ChangeSet> change)
        {
            if (!name.Contains(size.Only, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }

            Samples read = new(), commit = new(), compile = new();
            var builds = "";
            var changed = 0;
            var count = 0L;
            for (var i = 0; i < size.Changes; i++)
            {
                var changes = ChangeSet.Empty;
                read.Measure(() => changes = change());
                commit.Measure(() => mesh.Pipeline.Commit(changes));
                var earlier = mesh.Pipeline.Graph.Statistics;
                var now = configs;
                compile.Measure(() => now = CompileAll(mesh, proxies, size.Threads));
                var since = mesh.Pipeline.Graph.Statistics.Since(earlier);
                (builds, count) = (since.ToString(), since.Builds);
                changed = now.Where((config, index) => !config.HasSameContent(configs[index])).Count();
                configs = now;
            }

            output.WriteLine($"{name,-26}{read.Median,9:F2}{commit.Median,9:F2}{compile.Median,11:F2}{compile.Max,9:F2}{compile.MeanCpu,9:F2}{changed,9}{count,8}  {builds}");
        }
    }

    /// <summary>Compiles every class on as many threads as given, each with a reader of its own, as the server does.</summary>
    public static ProxyConfig[] CompileAll(SyntheticMesh mesh, ProxyIdentity[] proxies, int threads)
    {
        var configs = new ProxyConfig[proxies.Length];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, worker =>
        {
            using var read = mesh.Pipeline.Graph.OpenReader();
            for (var i = worker; i < proxies.Length; i += threads)
            {
                configs[i] = mesh.Pipeline.Compiler.Compile(read.Get(mesh.Pipeline.Facts.Proxies.Class, proxies[i]), read, read.Revision);
            }
        });
        return configs;
    }

    /// <summary>A small mesh first, so that the large one is not charged for compiling our own code.</summary>
    private static void WarmUp(Size size)
    {
        var small = new SyntheticMesh(size with { Services = 20, Classes = 10 });
        small.CommitAll();
        var proxies = small.Proxies();
        for (var i = 0; i < 60; i++)
        {
            CompileAll(small, proxies, size.Threads);
            small.Pipeline.Commit(small.AddEndpoint(1));
            small.Pipeline.Commit(small.EditVirtualService());
            small.Pipeline.Commit(small.EditDestinationRule());
            small.Pipeline.Commit(small.EditService(2));
        }
    }

    private static string Describe(ProxyConfig config) => string.Join(", ", new (string Name, ResourceView View)[]
    {
        ("clusters", config.Clusters), ("endpoints", config.Endpoints), ("listeners", config.Listeners),
        ("route tables", config.View(ResourceType.Route, RouteDelivery.Table)), ("virtual hosts", config.View(ResourceType.VirtualHost, RouteDelivery.VirtualHost)),
    }.Select(part => $"{part.View.Count} {part.Name}"));
}
