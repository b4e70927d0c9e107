using System.CommandLine;

namespace MeshControl.Cli.Commands.KubeInject;

/// <summary><c>meshctl kube-inject</c>: what the injection webhook would make of manifests, without a cluster.</summary>
internal static class KubeInjectCommand
{
    public static Command Create(CommandConsole console)
    {
        var file = new Option<string>("--filename", "-f") { Description = "YAML or JSON of workloads; - for standard input", Required = true, HelpName = "FILE|-" };
        var output = new Option<FileInfo?>("--output", "-o") { Description = "File to write; default: standard output", HelpName = "FILE" };
        var mesh = new Option<FileInfo?>("--meshConfigFile") { Description = "Mesh configuration; default: the built-in one", HelpName = "FILE" };
        var config = new Option<FileInfo?>("--injectConfigFile")
        {
            Description = "The injector's ConfigMap, or its key config (kubectl get configmap istio-sidecar-injector -o yaml); default: what is built in", HelpName = "FILE",
        };
        var values = new Option<FileInfo?>("--valuesFile") { Description = "The injector's values, the ConfigMap's key values", HelpName = "FILE" };
        var revision = new Option<string>("--revision", "-r") { Description = "Revision of the control plane", DefaultValueFactory = _ => "" };
        var ns = new Option<string>("--namespace", "-n") { Description = "Namespace of objects that name none", DefaultValueFactory = _ => "default" };
        var command = new Command("kube-inject", "Add the proxy to the pods of a file, as the injection webhook would")
        {
            file, output, mesh, config, values, revision, ns,
        };
        command.SetAction(parsed => new KubeInjectRun(console).Run(new KubeInjectOptions
        {
            File = parsed.GetRequiredValue(file),
            Output = parsed.GetValue(output),
            MeshConfig = parsed.GetValue(mesh),
            InjectConfig = parsed.GetValue(config),
            Values = parsed.GetValue(values),
            Revision = parsed.GetRequiredValue(revision),
            Namespace = parsed.GetRequiredValue(ns),
        }));
        return command;
    }
}
