namespace MeshControl.Model.Resources.Reading;

/// <summary>Makes the typed resource of a spec's canonical JSON.</summary>
internal delegate Resource ResourceFactoryMethod(ReadOnlySpan<byte> canonicalSpec, ResourceDraft draft);
