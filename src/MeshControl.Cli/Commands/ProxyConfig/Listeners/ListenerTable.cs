using System.Text.Json;
using MeshControl.Cli.Dumps;
using MeshControl.Cli.Output;

namespace MeshControl.Cli.Commands.ProxyConfig.Listeners;

/// <summary>The table of listeners, one row a filter chain, or one a listener without <c>verbose</c>.</summary>
internal static class ListenerTable
{
    /// <summary>The listeners a filter admits, in the order of the dump.</summary>
    /// <exception cref="CommandException">The dump holds no listener at all.</exception>
    public static IReadOnlyList<JsonElement> Select(EnvoyDump dump, ListenerFilter filter)
    {
        var listeners = dump.Listeners();
        if (listeners.Count == 0)
            throw new CommandException("no listeners found: the dump has no active or static listener");
        return [.. listeners.Where(filter.Admits)];
    }

    public static ColumnTable Build(IEnumerable<JsonElement> listeners, bool verbose, bool named)
    {
        string[] header = verbose ? ["ADDRESSES", "PORT", "MATCH", "DESTINATION"] : ["ADDRESSES", "PORT", "TYPE"];
        var table = new ColumnTable(gap: 1, named ? ["NAME", .. header] : header);
        foreach (var listener in listeners
            .OrderBy(ListenerFacts.Port)
            .ThenBy(listener => ListenerFacts.Addresses(listener)[0], StringComparer.Ordinal)
            .ThenBy(ListenerFacts.Type, StringComparer.Ordinal))
        {
            string[] place = [string.Join(',', ListenerFacts.Addresses(listener)), $"{ListenerFacts.Port(listener)}"];
            if (named)
                place = [$"listener/{listener.Text("name")}", .. place];
            if (!verbose)
                table.Add([.. place, ListenerFacts.Type(listener)]);
            else
            {
                foreach (var (match, destination) in ListenerFacts.Chains(listener)
                    .Select(chain => (Match: ChainMatch.Describe(chain), Destination: ChainDestination.Describe(chain)))
                    .OrderByDescending(row => row.Destination, StringComparer.Ordinal))
                    table.Add([.. place, match, destination]);
            }
        }
        return table;
    }
}
