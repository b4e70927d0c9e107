using System.Text;
using MeshControl.Model.Resources;

namespace MeshControl.Model.Validation;

/// <summary>Something to tell about user configuration: what is wrong, where, and what to do about it.</summary>
public sealed record Finding
{
    public required FindingSeverity Severity { get; init; }

    public required FindingCode Code { get; init; }

    /// <summary>Null when the place has no readable object, as in broken YAML.</summary>
    public ResourceKey? Resource { get; init; }

    /// <summary>JSON path of the field, such as spec.http[0].route[1].weight; empty for the whole object.</summary>
    public string Path { get; init; } = "";

    public required string Message { get; init; }

    /// <summary>What to do about it; empty when the message says it.</summary>
    public string Fix { get; init; } = "";

    public ResourceOrigin Origin { get; init; } = ResourceOrigin.None;

    /// <summary>One line: file:line: severity: object field: message; fix.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Origin.Source.Length > 0)
        {
            text.Append(Origin).Append(": ");
        }

        text.Append(Severity.ToString().ToLowerInvariant()).Append(": ");
        if (Resource is { } resource)
        {
            text.Append(resource).Append(Path.Length > 0 ? " " : ": ");
        }

        if (Path.Length > 0)
        {
            text.Append(Path).Append(": ");
        }

        text.Append(Message);
        return Fix.Length > 0 ? text.Append("; ").Append(Fix).ToString() : text.ToString();
    }
}
