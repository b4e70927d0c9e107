using MeshControl.Generation.Injection.Annotations;
using MeshControl.Generation.Injection.Settings;

namespace MeshControl.Generation.Injection.Templates;

/// <summary>The templates of a pod: those that its annotation names, else the default ones.</summary>
internal static class TemplateChoice
{
    /// <summary>Names in order; a name that there is not is an error.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyDictionary<string, string> annotations, InjectionSettings settings, List<string> errors)
    {
        var asked = annotations.TryGetValue(PodAnnotations.Templates, out var text)
            ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : settings.DefaultTemplates;
        var names = asked.SelectMany(name => settings.Aliases.TryGetValue(name, out var list) ? list : [name]).ToList();
        foreach (var name in names.Where(name => !settings.Templates.ContainsKey(name)))
        {
            var known = settings.Templates.Keys.Concat(settings.Aliases.Keys).Order(StringComparer.Ordinal);
            errors.Add($"annotation {PodAnnotations.Templates}: there is no template '{name}'; known are {string.Join(", ", known)}");
        }

        return names;
    }
}
