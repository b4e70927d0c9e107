using MeshControl.Incremental;

namespace MeshControl.Model.Facts;

/// <summary>The mesh settings as a table of one row.</summary>
public sealed class SettingsFacts(Graph graph)
{
    private const string Row = "mesh";

    public Table<string, MeshSettings> Table { get; } = new(graph, "settings");

    /// <summary>The settings, or the defaults before any were written.</summary>
    public MeshSettings Get(IReader read) => read.Get(Table, Row) ?? MeshSettings.Default;

    public void Set(GraphWriter writer, MeshSettings settings) => writer.Set(Table, Row, settings);
}
