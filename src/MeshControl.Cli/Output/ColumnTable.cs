using System.Text;

namespace MeshControl.Cli.Output;

/// <summary>
/// A table whose columns are as wide as their widest cell plus a fixed gap, the last column unpadded: byte for byte what Go's
/// tabwriter makes of tab-separated lines of equal length, so that scripts written for istioctl keep working.
/// </summary>
internal sealed class ColumnTable(int gap, params string[] header)
{
    private readonly List<string[]> _rows = [header];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void WriteTo(TextWriter output)
    {
        var columns = _rows[0].Length;
        var widths = new int[columns];
        foreach (var row in _rows)
        {
            for (var column = 0; column < columns; column++)
                widths[column] = Math.Max(widths[column], Width(row[column]) + gap);
        }
        var line = new StringBuilder();
        foreach (var row in _rows)
        {
            line.Clear();
            for (var column = 0; column < columns - 1; column++)
                line.Append(row[column]).Append(' ', widths[column] - Width(row[column]));
            output.WriteLine(line.Append(row[columns - 1]));
        }
    }

    // Code points, not UTF-16 units.
    private static int Width(string cell)
    {
        var width = 0;
        foreach (var _ in cell.EnumerateRunes())
            width++;
        return width;
    }
}
