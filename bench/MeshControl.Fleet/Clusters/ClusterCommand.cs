using System.CommandLine;
using System.Diagnostics;
using MeshControl.Fleet.Measuring;
using MeshControl.Fleet.Servers;
using MeshControl.Testing.Kubernetes;

namespace MeshControl.Fleet.Clusters;

/// <summary>`fleet cluster`: how long meshd takes to read a cluster, and what it holds of it; the API server is a fake one in this process.</summary>
internal static class ClusterCommand
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var pods = new Option<int>("--pods") { Description = "Pods of the cluster", HelpName = "N", DefaultValueFactory = _ => 10_000 };
        var services = new Option<int>("--services") { Description = "Services that the pods are behind", HelpName = "N", DefaultValueFactory = _ => 1_000 };
        var meshd = new Option<string>("--meshd") { Description = "meshd.dll to start", HelpName = "FILE", DefaultValueFactory = _ => MeshdAssembly.Find() };
        var command = new Command("cluster", "Measures how long meshd takes to read a cluster from an API server, and its memory.") { pods, services, meshd };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                await RunAsync(parsed.GetValue(pods), parsed.GetValue(services), parsed.GetValue(meshd)!, cancellation);
                return 0;
            }
            catch (FleetException failure)
            {
                await Console.Error.WriteLineAsync($"Error: {failure.Message}");
                return 1;
            }
        });
        return command;
    }

    private static async Task RunAsync(int pods, int services, string assembly, CancellationToken cancellationToken)
    {
        await using var server = await FakeApiServer.StartAsync(new FakeApiServerOptions(Tls: true));
        SyntheticCluster.Fill(server, pods, services);
        var kubeconfig = Path.GetTempFileName();
        try
        {
            server.WriteKubeconfig(kubeconfig);
            // What the server sends is made once here, so that the measurement has meshd's time and not that of the fake.
            await SyntheticCluster.WarmAsync(server, cancellationToken);
            var started = Stopwatch.GetTimestamp();
            await using var meshd = await MeshdProcess.StartAsync(assembly, ["--kubeconfig", kubeconfig], "vhost", TimeSpan.FromMinutes(5));
            var ready = Stopwatch.GetElapsedTime(started);
            var meter = new ProcessMeter(meshd.Pid);
            var (cpu, resident) = (meter.Cpu(), meter.ResidentBytes());
            await Task.Delay(Rest, cancellationToken);
            Console.WriteLine($"{pods} pods, {services} services: ready {ready.TotalSeconds:0.0} s after the start, {cpu.TotalSeconds:0.0} s of CPU");
            Console.WriteLine($"resident {Mib(resident)} MiB when ready, {Mib(meter.ResidentBytes())} MiB after {Rest.TotalSeconds:0} s, {Mib(meter.PeakResidentBytes())} MiB at most");
        }
        finally
        {
            File.Delete(kubeconfig);
        }
    }

    private static long Mib(long bytes) => bytes / 1024 / 1024;
}
