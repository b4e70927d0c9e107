using MeshControl.Model.Resources.Reading;

namespace MeshControl.Model.Validation;

/// <summary>A remedy for a mistyped name.</summary>
public static class NearestName
{
    /// <summary><c>did you mean x?</c>, the short list of what is known, or nothing.</summary>
    public static string Fix(string name, IEnumerable<string> known) => Suggestion.Fix(name, known);
}
