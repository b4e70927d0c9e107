using System.Text.Json;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for EnvoyFilters, as far as they can be judged without Envoy's message types.</summary>
internal sealed class EnvoyFilterValidator() : SpecValidator<EnvoyFilter>(KindCatalog.EnvoyFilter)
{
    protected override void Validate(EnvoyFilter spec, ValidationContext context)
    {
        if (spec.WorkloadSelector is not null && spec.TargetRefs.Count > 0)
        {
            context.Error(FindingCode.ConflictingFields, "targetRefs", "workloadSelector and targetRefs exclude each other", "keep one of them");
        }

        for (var i = 0; i < spec.ConfigPatches.Count; i++)
        {
            ValidatePatch(context, $"configPatches[{i}]", spec.ConfigPatches[i]);
        }
    }

    private static void ValidatePatch(ValidationContext context, string path, EnvoyConfigObjectPatch patch)
    {
        if (patch.ApplyTo == EnvoyFilterApplyTo.Invalid)
        {
            context.Error(FindingCode.MissingField, path + ".applyTo", "applyTo is required", "say what to patch, such as HTTP_FILTER");
        }

        if (patch.Patch is not { } change)
        {
            context.Error(FindingCode.MissingField, path + ".patch", "there is no patch");
        }
        else if (change.Operation == EnvoyFilterOperation.Invalid)
        {
            context.Error(FindingCode.MissingField, path + ".patch.operation", "the operation is required", "use MERGE, ADD, REMOVE, INSERT_BEFORE or another one");
        }
        else if (change.Operation != EnvoyFilterOperation.Remove && change.Value is not { ValueKind: JsonValueKind.Object })
        {
            context.Error(FindingCode.MissingField, path + ".patch.value", "the patch has no value", "add what to put in");
        }

        if (patch.Patch is { Value: { } value, Operation: not (EnvoyFilterOperation.Remove or EnvoyFilterOperation.Merge) })
        {
            var isFilter = patch.ApplyTo is EnvoyFilterApplyTo.HttpFilter or EnvoyFilterApplyTo.NetworkFilter or EnvoyFilterApplyTo.ListenerFilter;
            if (UntypedFilters.In(value, isFilter) is { Count: > 0 } names)
            {
                context.Warning(
                    FindingCode.Deprecated, "", $"using deprecated types by name without typed_config; {string.Join(", ", names)}", $"add typed_config with its @type to {path}.patch.value");
            }
        }

        if (patch.Match is { } match)
        {
            ValidateMatch(context, path + ".match", match, patch.ApplyTo);
        }
    }

    private static void ValidateMatch(ValidationContext context, string path, EnvoyConfigObjectMatch match, EnvoyFilterApplyTo applyTo)
    {
        if (match.Proxy?.ProxyVersion is { Length: > 0 } version)
        {
            FieldRules.Regex(context, path + ".proxy.proxyVersion", version);
        }

        var (fits, needed) = applyTo switch
        {
            EnvoyFilterApplyTo.Cluster => (match.Listener is null && match.RouteConfiguration is null, "cluster"),
            EnvoyFilterApplyTo.RouteConfiguration or EnvoyFilterApplyTo.VirtualHost or EnvoyFilterApplyTo.HttpRoute => (match.Listener is null && match.Cluster is null, "routeConfiguration"),
            EnvoyFilterApplyTo.Listener or EnvoyFilterApplyTo.FilterChain or EnvoyFilterApplyTo.NetworkFilter or EnvoyFilterApplyTo.HttpFilter or EnvoyFilterApplyTo.ListenerFilter =>
                (match.RouteConfiguration is null && match.Cluster is null, "listener"),
            _ => (true, ""),
        };
        if (!fits)
        {
            context.Error(FindingCode.ConflictingFields, path, "the match does not fit applyTo", $"match a {needed}");
        }

        if (match.Listener?.FilterChain?.Filter is { Name: "", SubFilter: not null })
        {
            context.Error(FindingCode.MissingField, path + ".listener.filterChain.filter.name", "a sub filter is matched inside a named filter", "add the filter's name");
        }
    }
}
