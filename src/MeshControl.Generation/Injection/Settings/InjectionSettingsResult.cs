namespace MeshControl.Generation.Injection.Settings;

/// <summary>Settings as read.</summary>
/// <param name="Settings">Null where an error keeps them from being used: the last good ones stay.</param>
/// <param name="Errors">Each names the key and what to do.</param>
/// <param name="Warnings">What is left aside, such as a selector that is none.</param>
public sealed record InjectionSettingsResult(InjectionSettings? Settings, IReadOnlyList<string> Errors, IReadOnlyList<string> Warnings);
