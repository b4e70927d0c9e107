using Xunit;

namespace MeshControl.Testing;

/// <summary>A theory that needs one folder of the reference files and is skipped by name without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReferenceTheoryAttribute : TheoryAttribute
{
    public ReferenceTheoryAttribute(string folder)
    {
        Folder = folder;
        if (ReferenceFiles.Root is not { } root || !Directory.Exists(Path.Combine(root, folder)))
        {
            Skip = $"no reference files in {folder}: set MESHCONTROL_SHARED";
        }
    }

    public string Folder { get; }
}
