namespace MeshControl.Benchmarks.Engine;

/// <summary>The engine alone, on one thread: first compile and the cost of each kind of change, every class read after each.</summary>
internal static class EngineReport
{
    public static void Run(Size size, TextWriter output)
    {
        output.WriteLine("processor milliseconds, mean");
        output.WriteLine($"{"services x classes",-30}{"first ms",10}{"heap MiB",10}{"endpoint",10}{"rule",10}{"service",10}{"equal",10}{"settings",10}{"  builds of these"}");
        Row(200, 20, 20, TextWriter.Null);
        Row(size.Services, size.Classes, size.Classes, output);
        Row(size.Services, size.Classes, Math.Min(4, size.Classes), output);

        void Row(int services, int classes, int sets, TextWriter to)
        {
            var before = Memory.LiveMiB();
            var mesh = new EngineMesh(services, classes, sets);
            var first = new Samples();
            first.Measure(() => mesh.CompileAll());
            var heap = Memory.LiveMiB() - before;
            var builds = new List<long>();
            var number = 1_000_000;
            double[] medians =
            [
                Change(() => mesh.Endpoint(7, ++number)),
                Change(() => mesh.Rule(7, ++number)),
                Change(() => mesh.Service(7, ++number)),
                Change(() => mesh.Service(7, number)),
                Change(() => mesh.Setting(++number)),
            ];
            to.WriteLine($"{$"{services} x {classes} ({sets} sets)",-30}{first.MeanCpu,10:F1}{heap,10:F1}{string.Concat(medians.Select(m => $"{m,10:F2}"))}  {string.Join(", ", builds)}");

            double Change(Action change)
            {
                var samples = new Samples();
                var caused = 0L;
                for (var i = 0; i < size.Changes; i++)
                {
                    var earlier = mesh.Graph.Statistics;
                    samples.Measure(() =>
                    {
                        change();
                        mesh.CompileAll();
                    });
                    caused = mesh.Graph.Statistics.Since(earlier).Builds;
                }

                builds.Add(caused);
                return samples.MeanCpu;
            }
        }
    }
}
