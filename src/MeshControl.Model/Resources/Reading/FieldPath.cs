using System.Globalization;
using System.Text;

namespace MeshControl.Model.Resources.Reading;

/// <summary>The way from the document's root to the value that is being read; formatted only when there is something to tell.</summary>
internal sealed class FieldPath
{
    private readonly List<(string? Name, int Index)> _segments = [];

    public int Depth => _segments.Count;

    public void Push(string name) => _segments.Add((name, 0));

    public void Push(int index) => _segments.Add((null, index));

    public void Pop() => _segments.RemoveAt(_segments.Count - 1);

    public void Clear() => _segments.Clear();

    /// <summary>spec.http[0].match[1].headers["x-user"].exact</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, index) in _segments)
        {
            if (name is null)
            {
                text.Append('[').Append(index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
            else if (name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                text.Append(text.Length > 0 ? "." : "").Append(name);
            }
            else
            {
                text.Append("[\"").Append(name).Append("\"]");
            }
        }

        return text.ToString();
    }
}
