using System.Text.Json;
using MeshControl.Cli.Commands;

namespace MeshControl.Cli.Targets.Clusters;

/// <summary>Asks every replica of a control plane the same; one that does not answer costs a warning, not the answer of the others.</summary>
internal static class Replicas
{
    public static async Task<IReadOnlyList<(JsonDocument Answer, string Replica)>> AskAllAsync(
        ClusterAccess cluster, string path, CommandConsole console, CancellationToken cancellation)
    {
        var replicas = await cluster.ControlPlanesAsync(cancellation);
        var asked = await Task.WhenAll(replicas.Select(async replica =>
        {
            try
            {
                var endpoint = cluster.Meshd(replica);
                var answer = await endpoint.GetAsync(path, cancellation) ?? throw new CommandException($"{endpoint.Description} has no {path}; is it MeshControl?");
                return (Answer: (JsonDocument?)answer, Replica: replica.Metadata.Name, Failure: (CommandException?)null);
            }
            catch (CommandException failure)
            {
                return (null, replica.Metadata.Name, failure);
            }
        }));
        if (Array.TrueForAll(asked, one => one.Failure is not null))
            throw asked[0].Failure!;
        foreach (var (_, _, failure) in asked)
        {
            if (failure is not null)
                await console.Error.WriteLineAsync($"Warning: {failure.Message}; the answer is incomplete");
        }

        return [.. asked.Where(one => one.Answer is not null).Select(one => (one.Answer!, one.Replica))];
    }
}
