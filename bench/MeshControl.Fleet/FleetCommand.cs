using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using MeshControl.Fleet.Clusters;
using MeshControl.Fleet.Measuring;
using MeshControl.Fleet.Reporting;
using MeshControl.Fleet.Servers;
using MeshControl.Fleet.Wire;
using MeshControl.Fleet.Workload;
using Spectre.Console;

namespace MeshControl.Fleet;

/// <summary>The command line of the fleet.</summary>
internal static class FleetCommand
{
    public static RootCommand Create()
    {
        var services = Number("--services", 200, "Services of one HTTP port");
        var endpoints = Number("--endpoints", 2, "Ready endpoints of each");
        var proxies = Number("--proxies", 50, "Sidecars that connect");
        var changes = Number("--changes", 20, "Changes of each kind; their medians are reported");
        var mode = new Option<string>("--mode") { Description = "delta or sotw (state of the world)", DefaultValueFactory = _ => "delta" };
        mode.AcceptOnlyFromAmong("delta", "sotw");
        var delivery = new Option<string>("--route-delivery") { Description = "vhost or table: passed on to the meshd that is started", DefaultValueFactory = _ => "vhost" };
        delivery.AcceptOnlyFromAmong("vhost", "table");
        var server = new Option<string?>("--server") { Description = "Drive this ADS server instead of starting meshd (needs --pid)", HelpName = "HOST:PORT" };
        var pid = new Option<int?>("--pid") { Description = "Process id of --server, for its CPU and memory", HelpName = "PID" };
        var config = new Option<string?>("--config") { Description = "Folder for the generated YAML (with --server: the folder it reads; without one no changes are made)", HelpName = "DIR" };
        var generate = new Option<bool>("--generate-only") { Description = "Only write the YAML to --config, to start a server on it" };
        var meshd = new Option<string>("--meshd") { Description = "meshd.dll to start", HelpName = "FILE", DefaultValueFactory = _ => MeshdAssembly.Find() };
        var json = new Option<string?>("--json") { Description = "Write the figures to this file too", HelpName = "FILE" };
        var patience = Number("--timeout", 300, "Seconds to wait for a phase");
        var root = new RootCommand("Stands in for many Envoys against one ADS server: how long until all are in sync, what a change costs, and the memory.")
        { services, endpoints, proxies, changes, mode, delivery, server, pid, config, generate, meshd, json, patience };
        root.Add(ClusterCommand.Create());
        root.SetAction(async (parsed, _) =>
        {
            var options = new FleetOptions(
                parsed.GetValue(services), parsed.GetValue(endpoints), parsed.GetValue(proxies), parsed.GetValue(changes),
                parsed.GetValue(mode) == "sotw" ? Protocol.StateOfTheWorld : Protocol.Delta,
                parsed.GetValue(delivery)!,
                parsed.GetValue(server) is { } address ? new Uri($"http://{address}") : null,
                parsed.GetValue(pid), parsed.GetValue(config), parsed.GetValue(meshd)!, parsed.GetValue(json),
                TimeSpan.FromSeconds(parsed.GetValue(patience)));
            try
            {
                await RunAsync(options, parsed.GetValue(generate));
                return 0;
            }
            catch (FleetException failure)
            {
                await Console.Error.WriteLineAsync($"Error: {failure.Message}");
                return 1;
            }
        });
        return root;
    }

    private static async Task RunAsync(FleetOptions options, bool generateOnly)
    {
        if (options.Services < 1 || options.Endpoints < 1 || options.Proxies > options.Services * options.Endpoints)
            throw new FleetException("every proxy stands in for one endpoint: --proxies must not be more than --services times --endpoints");
        if (options.Server is not null && options.Pid is null)
            throw new FleetException("--server needs --pid, the process whose CPU and memory are measured");
        if (generateOnly && options.ConfigFolder is null)
            throw new FleetException("--generate-only needs --config, the folder to write");
        var path = options.ConfigFolder ?? Directory.CreateTempSubdirectory("fleet-config-").FullName;
        try
        {
            await RunAsync(options, path, generateOnly);
        }
        finally
        {
            if (options.ConfigFolder is null)
                Directory.Delete(path, recursive: true);
        }
    }

    private static async Task RunAsync(FleetOptions options, string path, bool generateOnly)
    {
        using var folder = new WorkloadFolder(path, new WorkloadShape(options.Services, options.Endpoints), Math.Clamp(options.Changes, 1, options.Services));
        if (options.Server is null || generateOnly)
            folder.Write();
        if (generateOnly)
            return;

        FleetReport report;
        if (options.Server is { } server)
            report = await new Measurement(options, server, new ProcessMeter(options.Pid!.Value), options.ConfigFolder is null ? null : folder).RunAsync(readySeconds: 0, Say);
        else
        {
            var start = Stopwatch.GetTimestamp();
            await using var meshd = await MeshdProcess.StartAsync(options.MeshdAssembly, ["--config", path], options.RouteDelivery, options.Patience);
            var ready = Stopwatch.GetElapsedTime(start).TotalSeconds;
            report = await new Measurement(options, meshd.Address, new ProcessMeter(meshd.Pid), folder).RunAsync(ready, Say);
        }
        ReportTable.Write(AnsiConsole.Console, report);
        if (options.JsonFile is { } file)
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(report, ReportJson.Default.FleetReport) + "\n");
    }

    private static void Say(string line) => Console.Error.WriteLine(line);

    private static Option<int> Number(string name, int value, string description) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
}
