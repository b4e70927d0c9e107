using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace MeshControl.Kubernetes.Client.Reading;

/// <summary>A field in the tree of what to keep and what to drop; null stands for "everything below is kept".</summary>
internal sealed class TrimNode
{
    private readonly List<(byte[] Name, TrimNode Node)> _children = [];
    private bool _onlyListed;
    private bool _drop;

    public static TrimNode Build(ImmutableArray<string> keep, ImmutableArray<string> drop)
    {
        var root = new TrimNode();
        foreach (var path in keep)
        {
            var node = root;
            foreach (var segment in Segments(path))
            {
                node._onlyListed = true;
                node = node.Child(segment);
            }
        }

        if (root._onlyListed)
            root.Child("metadata");
        foreach (var path in drop)
        {
            var node = root;
            foreach (var segment in Segments(path))
                node = node.Child(segment);
            node._drop = true;
        }

        return root;
    }

    /// <summary>Whether the field that the reader stands on stays, and the node for what is below it.</summary>
    public static bool Keeps(TrimNode? node, ref Utf8JsonReader property, out TrimNode? below)
    {
        below = null;
        if (node is null)
            return true;
        foreach (var (name, child) in node._children)
        {
            if (property.ValueTextEquals(name))
            {
                below = child._children.Count == 0 ? null : child;
                return !child._drop;
            }
        }

        return !node._onlyListed;
    }

    private static IEnumerable<string> Segments(string path)
    {
        var start = 0;
        while (start < path.Length)
        {
            if (path[start] == '[')
            {
                var close = path.IndexOf(']', start);
                yield return path[(start + 1)..close];
                start = close + 1;
            }
            else
            {
                var end = path.AsSpan(start).IndexOfAny('.', '[') is var at and >= 0 ? start + at : path.Length;
                yield return path[start..end];
                start = end;
            }

            if (start < path.Length && path[start] == '.')
                start++;
        }
    }

    private TrimNode Child(string name)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        foreach (var (known, node) in _children)
        {
            if (known.AsSpan().SequenceEqual(utf8))
                return node;
        }

        var child = new TrimNode();
        _children.Add((utf8, child));
        return child;
    }
}
