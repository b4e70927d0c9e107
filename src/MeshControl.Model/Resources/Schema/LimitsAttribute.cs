namespace MeshControl.Model.Resources.Schema;

/// <summary>
/// What a field's value must keep to, stated once: files are checked against it as they are read, and the custom resource definitions say it to the API server.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LimitsAttribute : Attribute
{
    /// <summary>The field must be written.</summary>
    public bool Required { get; init; }

    /// <summary>A second name that stored objects may still have; empty for none.</summary>
    public string OldName { get; init; } = "";

    /// <summary>Of a number; whole numbers start at 0 where nothing is said.</summary>
    public double Minimum { get; init; } = double.NaN;

    public double Maximum { get; init; } = double.NaN;

    /// <summary>Of a text, in characters.</summary>
    public int MinLength { get; init; }

    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>An RE2 expression that a text matches.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>Elements of a list or entries of a map.</summary>
    public int MinItems { get; init; }

    public int MaxItems { get; init; } = int.MaxValue;

    public double ItemMinimum { get; init; } = double.NaN;

    public double ItemMaximum { get; init; } = double.NaN;

    public int ItemMinLength { get; init; }

    public int ItemMaxLength { get; init; } = int.MaxValue;
}
