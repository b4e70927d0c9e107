namespace MeshControl.Model.Validation;

/// <summary>Paths with {*} for one segment and {**} for any number of them.</summary>
internal static class PathTemplate
{
    private const string One = "{*}";
    private const string Many = "{**}";

    /// <summary>Null for a valid template and for a path that is none.</summary>
    public static string? Problem(string path)
    {
        var isTemplate = path.Contains(One, StringComparison.Ordinal) || path.Contains(Many, StringComparison.Ordinal);
        var sawMany = false;
        foreach (var segment in path.Trim('/').Split('/'))
        {
            if (segment is One or Many)
            {
                if (sawMany)
                {
                    return $"\"{path}\": {{**}} is not the last of the wildcards";
                }

                sawMany = segment == Many;
            }
            else if (segment.AsSpan().ContainsAny('{', '}') || (isTemplate && segment.Contains('*', StringComparison.Ordinal)))
            {
                return $"\"{path}\": \"{segment}\" is neither a text nor a wildcard";
            }
        }

        return null;
    }
}
