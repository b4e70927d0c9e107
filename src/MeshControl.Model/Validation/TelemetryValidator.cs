using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for Telemetries.</summary>
internal sealed class TelemetryValidator() : SpecValidator<Telemetry>(KindCatalog.Telemetry)
{
    protected override void Validate(Telemetry spec, ValidationContext context)
    {
        FieldRules.Selector(context, spec.Selector, spec.TargetRef, spec.TargetRefs);
        for (var i = 0; i < spec.Tracing.Count; i++)
        {
            var tracing = spec.Tracing[i];
            Providers(context, $"tracing[{i}]", tracing.Providers);
            FieldRules.Percent(context, $"tracing[{i}].randomSamplingPercentage", tracing.RandomSamplingPercentage);
            foreach (var (name, tag) in tracing.CustomTags)
            {
                if (tag is { Literal: null, Environment: null, Header: null, Formatter: null } || tag.Literal is { Value: "" } || tag.Environment is { Name: "" } || tag.Header is { Name: "" })
                {
                    context.Error(FindingCode.MissingField, $"tracing[{i}].customTags[\"{name}\"]", "the tag has no value", "set literal, environment or header");
                }
            }
        }

        for (var i = 0; i < spec.Metrics.Count; i++)
        {
            Providers(context, $"metrics[{i}]", spec.Metrics[i].Providers);
            for (var j = 0; j < spec.Metrics[i].Overrides.Count; j++)
            {
                if (spec.Metrics[i].Overrides[j].Match?.CustomMetric is "")
                {
                    context.Error(FindingCode.MissingField, $"metrics[{i}].overrides[{j}].match.customMetric", "the metric is not named");
                }

                Tags(context, $"metrics[{i}].overrides[{j}].tagOverrides", spec.Metrics[i].Overrides[j].TagOverrides);
            }
        }

        for (var i = 0; i < spec.AccessLogging.Count; i++)
        {
            Providers(context, $"accessLogging[{i}]", spec.AccessLogging[i].Providers);
        }
    }

    private static void Providers(ValidationContext context, string path, IReadOnlyList<TelemetryProviderRef> providers)
    {
        for (var i = 0; i < providers.Count; i++)
        {
            if (providers[i].Name.Length == 0)
            {
                context.Error(FindingCode.MissingField, $"{path}.providers[{i}].name", "the provider is not named", "name an extension provider of the mesh configuration");
            }
        }
    }

    private static void Tags(ValidationContext context, string path, IReadOnlyDictionary<string, TagOverride> tags)
    {
        foreach (var (name, tag) in tags)
        {
            if (tag.Operation == TagOverrideOperation.Upsert && tag.Value.Length == 0)
            {
                context.Error(FindingCode.MissingField, $"{path}[\"{name}\"].value", "UPSERT needs a value");
            }
            else if (tag.Operation == TagOverrideOperation.Remove && tag.Value.Length > 0)
            {
                context.Error(FindingCode.ConflictingFields, $"{path}[\"{name}\"].value", "REMOVE takes no value", "remove it");
            }
        }
    }
}
