namespace MeshControl.Generation.Injection.Settings;

/// <summary>The files that the chart puts into the injector's ConfigMap, which are part of the program too.</summary>
public static class BuiltInFiles
{
    /// <summary>The key <c>config</c>.</summary>
    public static string Template { get; } = Read("injection-template.yaml");

    /// <summary>Defaults of the key <c>values</c>.</summary>
    public static string Values { get; } = Read("injection-values.yaml");

    private static string Read(string name)
    {
        using var stream = typeof(BuiltInFiles).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
