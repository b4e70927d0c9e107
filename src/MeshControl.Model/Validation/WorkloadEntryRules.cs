using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for workloads outside the cluster, as objects of their own or inside a ServiceEntry.</summary>
internal static class WorkloadEntryRules
{
    public static void Validate(ValidationContext context, string path, WorkloadEntry entry, bool isTemplate = false)
    {
        var prefix = path.Length == 0 ? "" : path + ".";
        var isUnix = entry.Address.StartsWith("unix://", StringComparison.Ordinal);
        if (entry.Address.Length == 0)
        {
            if (entry.Network.Length == 0 && !isTemplate)
            {
                context.Error(FindingCode.MissingField, prefix + "address", "the workload has no address", "add an IP address or a host name");
            }
        }
        else if (isUnix)
        {
            if (entry.Ports.Count > 0)
            {
                context.Error(FindingCode.ConflictingFields, prefix + "ports", "a unix socket has no ports", "remove them");
            }

            if (entry.Address.Length < 9 || entry.Address[7] is not ('/' or '@') || entry.Address[^1] == '/')
            {
                context.Error(FindingCode.InvalidValue, prefix + "address", $"\"{entry.Address}\" is not the path of a socket", "write unix:///path/to/socket");
            }
        }
        else if (!HostSyntax.IsIp(entry.Address) && (entry.Address.StartsWith('*') || !HostSyntax.IsName(entry.Address)))
        {
            context.Error(FindingCode.InvalidHost, prefix + "address", $"\"{entry.Address}\" is neither an IP address nor a host name");
        }

        foreach (var (name, port) in entry.Ports)
        {
            FieldRules.Port(context, $"{prefix}ports[\"{name}\"]", port);
            FieldRules.Label(context, $"{prefix}ports[\"{name}\"]", name, "a port name");
        }

        FieldRules.NotNegative(context, prefix + "weight", entry.Weight);
        FieldRules.Labels(context, prefix + "labels", entry.Labels);
    }
}
