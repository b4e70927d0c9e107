using System.Text.Json.Nodes;

namespace MeshControl.Testing.Kubernetes;

/// <summary>Label and field selectors: equality, inequality, sets and existence, as the API server reads them.</summary>
internal sealed class FakeSelector(string labels, string fields)
{
    public bool Matches(JsonObject @object) =>
        Terms(labels).All(term => Label(term, @object["metadata"]?["labels"] as JsonObject)) && Terms(fields).All(term => Field(term, @object));

    private static IEnumerable<string> Terms(string selector)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= selector.Length; i++)
        {
            if (i == selector.Length || (selector[i] == ',' && depth == 0))
            {
                if (selector[start..i].Trim() is { Length: > 0 } term)
                    yield return term;
                start = i + 1;
            }
            else if (selector[i] is '(' or ')')
            {
                depth += selector[i] == '(' ? 1 : -1;
            }
        }
    }

    private static bool Label(string term, JsonObject? labels)
    {
        string? Get(string key) => labels?[key]?.GetValue<string>();
        if (term.Split(" notin ") is [var excluded, var outside])
            return Get(excluded.Trim()) is not { } value || !Set(outside).Contains(value);
        if (term.Split(" in ") is [var key, var inside])
            return Get(key.Trim()) is { } value && Set(inside).Contains(value);
        if (term.Split("!=") is [var not, var other])
            return Get(not.Trim()) != other.Trim();
        if (term.Split("==") is [var same, var twice])
            return Get(same.Trim()) == twice.Trim();
        if (term.Split('=') is [var equal, var wanted])
            return Get(equal.Trim()) == wanted.Trim();
        return term[0] == '!' ? Get(term[1..].Trim()) is null : Get(term) is not null;
    }

    private static bool Field(string term, JsonObject @object)
    {
        var negative = term.Contains("!=", StringComparison.Ordinal);
        var sides = term.Split(negative ? "!=" : term.Contains("==", StringComparison.Ordinal) ? "==" : "=");
        JsonNode? node = @object;
        foreach (var step in sides[0].Trim().Split('.'))
            node = (node as JsonObject)?[step];
        return ((node?.ToString() ?? "") == sides[1].Trim()) != negative;
    }

    private static string[] Set(string list) => list.Trim().Trim('(', ')').Split(',', StringSplitOptions.TrimEntries);
}
