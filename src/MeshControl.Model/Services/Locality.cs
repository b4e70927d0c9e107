namespace MeshControl.Model.Services;

/// <summary>Region, zone and sub-zone; empty parts are unknown.</summary>
public sealed record Locality(string Region = "", string Zone = "", string SubZone = "")
{
    public static Locality None { get; } = new();

    public bool IsEmpty => Region.Length == 0 && Zone.Length == 0 && SubZone.Length == 0;

    /// <summary>Reads `region/zone/subzone`; missing parts stay empty.</summary>
    public static Locality Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return None;
        }

        var parts = text.Split('/', 3);
        return new Locality(parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? parts[2] : "");
    }

    /// <summary>`region/zone/subzone` without trailing empty parts.</summary>
    public override string ToString() =>
        SubZone.Length > 0 ? $"{Region}/{Zone}/{SubZone}" : Zone.Length > 0 ? $"{Region}/{Zone}" : Region;
}
