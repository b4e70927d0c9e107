namespace MeshControl.Cli.Commands.Manifests;

/// <summary>A text of manifests and the name that messages give it: the path as the user wrote it, or "-" for standard input.</summary>
internal sealed record ManifestFile(string Name, string Text);
