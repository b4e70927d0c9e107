namespace MeshControl.Cli.Targets;

/// <summary>A pod as the user names it: <c>NAME</c>, <c>NAME.NAMESPACE</c>, or <c>pod/NAME.NAMESPACE</c>.</summary>
internal readonly record struct PodName(string Name, string Namespace)
{
    public static PodName Parse(string text, string defaultNamespace)
    {
        var name = text.StartsWith("pod/", StringComparison.Ordinal) ? text[4..] : text;
        // Pod names may hold dots, namespaces cannot.
        var dot = name.LastIndexOf('.');
        return dot < 0 ? new(name, defaultNamespace) : new(name[..dot], name[(dot + 1)..]);
    }

    public override string ToString() => $"{Name}.{Namespace}";
}
