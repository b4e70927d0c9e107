using System.Globalization;

namespace MeshControl.Generation.Injection.Pods;

/// <summary>Quantities of CPU.</summary>
internal static class Quantity
{
    /// <summary>Whole cores, rounded up; null where the text is none.</summary>
    public static int? Cores(string text)
    {
        var (digits, scale) = text.EndsWith('m') ? (text[..^1], 1000m) : (text, 1m);
        return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 ? (int)Math.Ceiling(number / scale) : null;
    }
}
