using MeshControl.Incremental;

namespace MeshControl.Model.Traffic;

/// <summary>Who sees an object, by its exportTo (traffic specification 1.7).</summary>
public static class Visibility
{
    /// <summary>Visible to everyone.</summary>
    public static bool IsPublic(EquatableArray<string> exportTo) => exportTo.Contains("*");

    /// <summary>Visible to nobody.</summary>
    public static bool IsHidden(EquatableArray<string> exportTo) => !IsPublic(exportTo) && exportTo.Contains("~");

    /// <summary>Visible to nobody but its own namespace.</summary>
    public static bool IsPrivate(EquatableArray<string> exportTo, string ownNamespace) =>
        exportTo.Count == 1 && (exportTo[0] == "." || exportTo[0] == ownNamespace);

    public static bool IsVisible(EquatableArray<string> exportTo, string ownNamespace, string viewer)
    {
        if (IsPublic(exportTo))
        {
            return true;
        }

        if (exportTo.Contains("~"))
        {
            return false;
        }

        return exportTo.Contains(viewer) || (ownNamespace == viewer && exportTo.Contains("."));
    }
}
