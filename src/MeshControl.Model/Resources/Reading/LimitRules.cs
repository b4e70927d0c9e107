using System.Globalization;
using System.Text.RegularExpressions;
using MeshControl.Model.Resources.Schema;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources.Reading;

/// <summary>Checks values against the limits of their fields, as an API server does by the custom resource definitions.</summary>
internal static class LimitRules
{
    private static readonly LimitsAttribute None = new();

    public static void Miss(DocumentNode owner, FieldShape field, FindingSink findings)
    {
        findings.Path.Push(field.Name);
        findings.Limit(FindingCode.MissingField, owner.Line, $"{field.Name} is required", $"add {field.Name}");
        findings.Path.Pop();
    }

    public static void Check(DocumentNode value, FieldShape field, FindingSink findings)
    {
        var limits = field.Limits ?? None;
        switch (field.Shape.Kind)
        {
            case ShapeKind.String:
                Text(value, limits.MinLength, limits.MaxLength, limits.Pattern, findings);
                break;
            case ShapeKind.Integer:
                Number(value, double.IsNaN(limits.Minimum) ? 0 : limits.Minimum, limits.Maximum, findings);
                break;
            case ShapeKind.Number:
                Number(value, limits.Minimum, limits.Maximum, findings);
                break;
            case ShapeKind.List when value.Kind == NodeKind.Sequence:
                Count(value, value.Items.Count, limits, "elements", findings);
                for (var i = 0; i < value.Items.Count; i++)
                {
                    findings.Path.Push(i);
                    Element(value.Items[i], field.Shape.Element!, limits, findings);
                    findings.Path.Pop();
                }

                break;
            case ShapeKind.Map when value.Kind == NodeKind.Mapping:
                Count(value, value.Entries.Count, limits, "entries", findings);
                foreach (var entry in value.Entries)
                {
                    findings.Path.Push(entry.Key);
                    Element(entry.Value, field.Shape.Element!, limits, findings);
                    findings.Path.Pop();
                }

                break;
        }
    }

    private static void Element(DocumentNode value, Shape shape, LimitsAttribute limits, FindingSink findings)
    {
        if (shape.Kind == ShapeKind.String)
        {
            Text(value, limits.ItemMinLength, limits.ItemMaxLength, "", findings);
        }
        else if (shape.Kind == ShapeKind.Integer)
        {
            Number(value, double.IsNaN(limits.ItemMinimum) ? 0 : limits.ItemMinimum, limits.ItemMaximum, findings);
        }
    }

    private static void Text(DocumentNode value, int minimum, int maximum, string pattern, FindingSink findings)
    {
        if (value.Kind != NodeKind.String)
        {
            return;
        }

        if (value.Text.Length < minimum)
        {
            findings.Limit(FindingCode.InvalidValue, value.Line, "the value is empty", "fill it in, or leave the field out");
        }
        else if (value.Text.Length > maximum)
        {
            findings.Limit(FindingCode.InvalidValue, value.Line, $"the value has {value.Text.Length} characters", $"at most {maximum} are allowed");
        }
        else if (pattern.Length > 0 && !Regex.IsMatch(value.Text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Timeout.InfiniteTimeSpan))
        {
            findings.Limit(FindingCode.InvalidValue, value.Line, $"\"{value.Text}\" does not match {pattern}");
        }
    }

    private static void Number(DocumentNode value, double minimum, double maximum, FindingSink findings)
    {
        if (!double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return;
        }

        if (number < minimum)
        {
            findings.Limit(FindingCode.InvalidValue, value.Line, $"{value.Text} is too small", $"use {minimum.ToString(CultureInfo.InvariantCulture)} or more");
        }
        else if (number > maximum)
        {
            findings.Limit(FindingCode.InvalidValue, value.Line, $"{value.Text} is too large", $"use {maximum.ToString(CultureInfo.InvariantCulture)} or less");
        }
    }

    private static void Count(DocumentNode value, int count, LimitsAttribute limits, string what, FindingSink findings)
    {
        if (count < limits.MinItems)
        {
            findings.Limit(FindingCode.MissingField, value.Line, $"there are {count} {what}", $"give at least {limits.MinItems}, or leave the field out");
        }
        else if (count > limits.MaxItems)
        {
            findings.Limit(FindingCode.InvalidValue, value.Line, $"there are {count} {what}", $"at most {limits.MaxItems} are allowed");
        }
    }
}
