using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Pods;
using MeshControl.Model.Resources;

namespace MeshControl.Generation.Injection.Settings;

/// <summary>Reads the texts of the injector's ConfigMap over the built-in ones; a mistake is a message, never an exception.</summary>
public static class InjectionSettingsReader
{
    private const string ConfigKey = "config";
    private const string ValuesKey = "values";

    /// <summary>What is used where there is no ConfigMap.</summary>
    public static InjectionSettings BuiltIn { get; } = Read(null, null).Settings!;

    /// <summary>A file: the ConfigMap itself, or what stands under its key <c>config</c>.</summary>
    public static InjectionSettingsResult ReadFile(string text, string? values)
    {
        var document = PlainDocuments.ReadOne(text);
        return document.Value is JsonObject { } map && map.Text("kind") == "ConfigMap"
            ? Read((map["data"] as JsonObject).Text(ConfigKey), values ?? (map["data"] as JsonObject).Text(ValuesKey))
            : Read(text, values);
    }

    /// <summary>The keys <c>config</c> and <c>values</c>; null or empty for the built-in ones.</summary>
    public static InjectionSettingsResult Read(string? config, string? values)
    {
        var errors = new List<string>();
        var warnings = new List<string>();
        var builtIn = Parse(ConfigKey, BuiltInFiles.Template, errors);
        var map = string.IsNullOrWhiteSpace(config) ? builtIn : Parse(ConfigKey, config, errors);
        var ofMesh = new InjectionValues(Parse(ValuesKey, BuiltInFiles.Values, errors));
        ofMesh = string.IsNullOrWhiteSpace(values) ? ofMesh : ofMesh.With(Parse(ValuesKey, values, errors));
        if (map["template"] is not null)
        {
            errors.Add("config.template: one template without a name is not read; write it under config.templates.NAME");
        }

        foreach (var (name, _) in map.Where(member => !builtIn.ContainsKey(member.Key) && member.Key != "template"))
        {
            errors.Add($"config.{name}: there is no such field; known are {string.Join(", ", builtIn.Select(member => member.Key))}");
        }

        // Templates of one's own are added to the built-in ones.
        var templates = Templates(builtIn["templates"] as JsonObject, errors);
        foreach (var (name, body) in Templates(map["templates"] as JsonObject, errors))
        {
            templates[name] = body;
        }

        var settings = new InjectionSettings
        {
            Policy = map["policy"]?.ToString() ?? "enabled",
            DefaultTemplates = map["defaultTemplates"] is JsonArray { Count: > 0 } list ? Texts(list) : ["sidecar"],
            Templates = templates,
            Aliases = (map["aliases"] as JsonObject ?? []).ToDictionary(alias => alias.Key, alias => Texts(alias.Value), StringComparer.Ordinal),
            NeverInject = Conditions("neverInjectSelector", map, warnings),
            AlwaysInject = Conditions("alwaysInjectSelector", map, warnings),
            InjectedAnnotations = (map["injectedAnnotations"] as JsonObject ?? []).ToDictionary(entry => entry.Key, entry => entry.Value?.ToString() ?? "", StringComparer.Ordinal),
            Values = ofMesh,
        };
        if (settings.Policy is not ("enabled" or "disabled"))
        {
            warnings.Add($"config.policy: '{settings.Policy}' is neither enabled nor disabled, so nothing is injected");
        }

        return new(errors.Count == 0 ? settings : null, errors, warnings);
    }

    private static Dictionary<string, JsonObject> Templates(JsonObject? texts, List<string> errors)
    {
        var templates = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (name, text) in texts ?? [])
        {
            templates[name] = text as JsonObject ?? Parse($"config.templates.{name}", text?.ToString() ?? "", errors);
        }

        return templates;
    }

    private static List<LabelCondition> Conditions(string key, JsonObject map, List<string> warnings)
    {
        var conditions = new List<LabelCondition>();
        foreach (var selector in map[key] as JsonArray ?? [])
        {
            if (LabelCondition.Read(selector, out var error) is { } condition)
            {
                conditions.Add(condition);
            }
            else
            {
                warnings.Add($"config.{key}: {error}");
            }
        }

        return conditions;
    }

    private static JsonObject Parse(string key, string text, List<string> errors)
    {
        var document = PlainDocuments.ReadOne(text);
        switch (document.Value)
        {
            case JsonObject map:
                return map;
            case null when document.Error is null:
                return [];
            default:
                errors.Add($"{key}: {document.Error ?? "it must be a map"}");
                return [];
        }
    }

    private static IReadOnlyList<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(item => item?.ToString() ?? "")];
}
