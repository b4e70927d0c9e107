using MeshControl.Incremental;

namespace MeshControl.Model.Services;

/// <summary>How services with one host come together, and the order all rules of precedence rest on (traffic specification 1.9, 1.10).</summary>
public static class ServiceMerge
{
    /// <summary>Oldest first, then by short name, then by namespace.</summary>
    public static int CompareAge(Service a, Service b)
    {
        var created = a.Created.CompareTo(b.Created);
        if (created != 0)
        {
            return created;
        }

        var name = string.CompareOrdinal(a.Name, b.Name);
        return name != 0 ? name : string.CompareOrdinal(a.Namespace, b.Namespace);
    }

    /// <summary>Adds the ports of a younger ServiceEntry of the same host; anything else of it must be equal, or it is ignored.</summary>
    public static Service AddPorts(Service older, Service younger)
    {
        if (older.Registry != younger.Registry || older.Resolution != younger.Resolution || !older.Labels.Equals(younger.Labels)
            || !older.Selector.Equals(younger.Selector) || !older.ExportTo.Equals(younger.ExportTo))
        {
            return older;
        }

        var known = older.Ports.Select(port => port.Number).ToHashSet();
        var added = younger.Ports.Where(port => !known.Contains(port.Number)).ToList();
        return added.Count == 0 ? older : older with { Ports = [.. older.Ports, .. added], Sources = [.. older.Sources, .. younger.Sources] };
    }

    /// <summary>Gives each concrete service the ExternalName services that lead to it, chains flattened, loops dropped.</summary>
    public static EquatableArray<Service> WithAliases(List<Service> services)
    {
        var aliases = services.Where(service => service.Resolution == Resolution.Alias).ToList();
        if (aliases.Count == 0)
        {
            return services.ToEquatableArray();
        }

        var byHost = services.GroupBy(service => service.Host).ToDictionary(group => group.Key, group => group.First());
        var leading = new Dictionary<string, List<ServiceKey>>();
        foreach (var alias in aliases)
        {
            if (Target(alias, byHost) is { } target)
            {
                (leading.TryGetValue(target.Host, out var list) ? list : leading[target.Host] = []).Add(alias.Key);
            }
        }

        return services.Select(service => service.Resolution != Resolution.Alias && leading.TryGetValue(service.Host, out var own)
            ? service with { Aliases = own.OrderBy(key => key.Namespace, StringComparer.Ordinal).ThenBy(key => key.Host, StringComparer.Ordinal).ToEquatableArray() }
            : service).ToEquatableArray();
    }

    private static Service? Target(Service alias, Dictionary<string, Service> byHost)
    {
        var seen = new HashSet<string>();
        var at = alias;
        while (at.Resolution == Resolution.Alias)
        {
            if (!seen.Add(at.Host) || at.ExternalName is not { } next || !byHost.TryGetValue(next, out var target))
            {
                return null;
            }

            at = target;
        }

        return at;
    }
}
