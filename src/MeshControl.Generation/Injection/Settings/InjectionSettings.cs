using System.Text.Json.Nodes;

namespace MeshControl.Generation.Injection.Settings;

/// <summary>What the injector's ConfigMap says (operations specification 1.4).</summary>
public sealed record InjectionSettings
{
    /// <summary>enabled, disabled, or a mistake, which injects nothing.</summary>
    public required string Policy { get; init; }

    /// <summary>Templates of pods that name none.</summary>
    public required IReadOnlyList<string> DefaultTemplates { get; init; }

    /// <summary>Parts of pods with variables, by name.</summary>
    public required IReadOnlyDictionary<string, JsonObject> Templates { get; init; }

    /// <summary>Names for lists of templates; not expanded twice.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Aliases { get; init; }

    public required IReadOnlyList<LabelCondition> NeverInject { get; init; }

    public required IReadOnlyList<LabelCondition> AlwaysInject { get; init; }

    /// <summary>Set on every injected pod.</summary>
    public required IReadOnlyDictionary<string, string> InjectedAnnotations { get; init; }

    public required InjectionValues Values { get; init; }

    /// <summary>As <c>istio.io/rev</c> names it.</summary>
    public string Revision => Values.Text("revision") is { Length: > 0 } revision ? revision : "default";
}
