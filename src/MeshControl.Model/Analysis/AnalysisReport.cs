using MeshControl.Model.Resources;

namespace MeshControl.Model.Analysis;

/// <summary>Collects what analyzers say.</summary>
public sealed class AnalysisReport
{
    private readonly List<AnalysisMessage> _messages = [];

    public IReadOnlyList<AnalysisMessage> Messages => _messages;

    public void Tell(AnalysisCode code, Resource about, string path, string text, string fix) => _messages.Add(new()
    {
        Code = code,
        Origin = NameOf(about.Key),
        Resource = about.Key,
        Place = about.Meta.Origin,
        Path = path,
        Text = text,
        Fix = fix,
    });

    internal void Tell(AnalysisMessage message) => _messages.Add(message);

    /// <summary>KIND NAMESPACE/NAME.</summary>
    internal static string NameOf(ResourceKey key) => $"{KindCatalog.Find(key.Kind)?.Kind ?? key.Kind} {FullName(key)}";

    /// <summary>NAMESPACE/NAME.</summary>
    internal static string FullName(ResourceKey key) => key.Namespace.Length == 0 ? key.Name : $"{key.Namespace}/{key.Name}";
}
