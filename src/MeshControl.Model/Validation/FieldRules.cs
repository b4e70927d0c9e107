using System.Collections.ObjectModel;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules that several kinds share.</summary>
internal static class FieldRules
{
    private static readonly (string Group, string Kind)[] TargetKinds =
        [("gateway.networking.k8s.io", "Gateway"), ("gateway.networking.k8s.io", "GatewayClass"), ("", "Service"), ("networking.istio.io", "ServiceEntry")];

    public static void Port(ValidationContext context, string path, int port)
    {
        if (port is < 1 or > 65535)
        {
            context.Error(FindingCode.InvalidPort, path, $"{port} is not a port", "use a number between 1 and 65535");
        }
    }

    public static void Host(ValidationContext context, string path, string host)
    {
        if (host.Length == 0)
        {
            context.Error(FindingCode.MissingField, path, "a host is required", "name a service, such as reviews or reviews.default.svc.cluster.local");
        }
        else if (!HostSyntax.IsWildcardName(host) && !HostSyntax.IsIp(host))
        {
            context.Error(FindingCode.InvalidHost, path, $"\"{host}\" is not a host name", "use a DNS name; a wildcard may only stand at its beginning");
        }
    }

    public static void Destination(ValidationContext context, string path, Destination? destination)
    {
        if (destination is null)
        {
            context.Error(FindingCode.MissingField, path, "a destination is required", "add destination.host");
            return;
        }

        if (destination.Host == "*")
        {
            context.Error(FindingCode.InvalidHost, path + ".host", "* is no destination: traffic needs one host to go to", "name one service");
        }
        else
        {
            Host(context, path + ".host", destination.Host);
        }

        if (destination.Subset.Length > 0)
        {
            Label(context, path + ".subset", destination.Subset, "a subset name");
        }

        if (destination.Port is { } port)
        {
            Port(context, path + ".port.number", port.Number);
        }
    }

    /// <summary>A DNS label, upper case allowed.</summary>
    public static void Label(ValidationContext context, string path, string text, string what)
    {
        if (!HostSyntax.IsLabel(text.ToLowerInvariant()))
        {
            context.Error(FindingCode.InvalidName, path, $"\"{text}\" is not {what}", "use letters, digits and inner dashes, at most 63");
        }
    }

    public static void Regex(ValidationContext context, string path, string expression)
    {
        if (expression.Length > Re2Syntax.MaxLength)
        {
            context.Error(FindingCode.InvalidRegex, path, $"the expression has {expression.Length} characters", $"at most {Re2Syntax.MaxLength} are allowed");
        }
        else if (Re2Syntax.Check(expression) is { } error)
        {
            context.Error(FindingCode.InvalidRegex, path, $"RE2 refuses the expression: {error}", "Envoy matches with RE2, see its syntax");
        }
    }

    public static void Match(ValidationContext context, string path, StringMatch? match, bool emptyPrefixAllowed = false)
    {
        if (match?.Regex is { } regex)
        {
            Regex(context, path + ".regex", regex);
        }

        if (match?.Prefix is "" && !emptyPrefixAllowed)
        {
            context.Error(FindingCode.InvalidValue, path + ".prefix", "the prefix is empty", "leave the match out to match any value");
        }
    }

    /// <summary>Name is where in the object it stands; durations below a millisecond do nothing in Envoy.</summary>
    public static void Duration(ValidationContext context, string path, TimeSpan? duration, bool zeroAllowed = false)
    {
        if (duration is { } value && value < TimeSpan.FromMilliseconds(1) && !(zeroAllowed && value == TimeSpan.Zero))
        {
            context.Error(FindingCode.InvalidDuration, path, "the duration is shorter than 1ms", "use 1ms or more");
        }
    }

    public static void Percent(ValidationContext context, string path, double? percent)
    {
        if (percent is < 0 or > 100)
        {
            context.Error(FindingCode.InvalidValue, path, $"{percent} is not a percentage", "use a number between 0 and 100");
        }
    }

    public static void NotNegative(ValidationContext context, string path, long? count)
    {
        if (count < 0)
        {
            context.Error(FindingCode.InvalidValue, path, $"{count} is negative", "use 0 or more");
        }
    }

    public static void Labels(ValidationContext context, string path, IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (key, value) in labels)
        {
            if (key.Length == 0 || key.Contains('*') || value.Contains('*') || value.Length > 63)
            {
                context.Error(
                    FindingCode.InvalidValue, $"{path}[\"{key}\"]", $"{key}={value} is not a label", "labels have a name, no wildcards, and a value of at most 63 characters");
            }
        }
    }

    public static void ExportTo(ValidationContext context, IReadOnlyList<string> exportTo, bool noneAllowed = false)
    {
        for (var i = 0; i < exportTo.Count; i++)
        {
            var entry = exportTo[i];
            if (!(entry is "*" or "." || (noneAllowed && entry == "~") || HostSyntax.IsLabel(entry)))
            {
                context.Error(FindingCode.InvalidValue, $"exportTo[{i}]", $"\"{entry}\" is neither *, . nor a namespace");
            }

            if (exportTo.Take(i).Contains(entry))
            {
                context.Error(FindingCode.InvalidValue, $"exportTo[{i}]", $"\"{entry}\" is named twice", "remove one");
            }
        }

        if (exportTo.Count > 1 && exportTo.Contains("*"))
        {
            context.Error(FindingCode.InvalidValue, "exportTo", "* already means every namespace", "leave the other entries out");
        }
    }

    public static void Selector(
        ValidationContext context, MatchLabelsSelector? selector, PolicyTargetReference? targetRef, IReadOnlyList<PolicyTargetReference> targetRefs)
    {
        var ways = (selector is null ? 0 : 1) + (targetRef is null ? 0 : 1) + (targetRefs.Count == 0 ? 0 : 1);
        if (ways > 1)
        {
            context.Error(FindingCode.ConflictingFields, "", "selector, targetRef and targetRefs exclude each other", "keep one of them");
        }

        Labels(context, "selector.matchLabels", selector?.MatchLabels ?? ReadOnlyDictionary<string, string>.Empty);
        for (var i = 0; i < targetRefs.Count; i++)
        {
            TargetRef(context, $"targetRefs[{i}]", targetRefs[i]);
        }

        if (targetRef is not null)
        {
            TargetRef(context, "targetRef", targetRef);
        }
    }

    private static void TargetRef(ValidationContext context, string path, PolicyTargetReference reference)
    {
        if (reference.Name.Length == 0 || reference.Kind.Length == 0)
        {
            context.Error(FindingCode.MissingField, path, "kind and name are required");
        }

        else if (!TargetKinds.Contains((reference.Group is "core" ? "" : reference.Group, reference.Kind)))
        {
            context.Error(
                FindingCode.InvalidValue, path + ".kind", $"nothing can be attached to a {reference.Kind}{(reference.Group.Length > 0 ? "." + reference.Group : "")}",
                $"use one of {string.Join(", ", TargetKinds.Select(kind => kind.Group.Length > 0 ? $"{kind.Kind}.{kind.Group}" : kind.Kind))}");
        }

        if (reference.Namespace.Length > 0)
        {
            context.Error(FindingCode.InvalidValue, path + ".namespace", "a reference to another namespace is not supported", "leave the namespace out");
        }
    }
}
