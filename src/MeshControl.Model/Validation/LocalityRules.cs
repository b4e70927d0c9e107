namespace MeshControl.Model.Validation;

/// <summary>Localities as region/zone/subzone, where a * stands for the rest.</summary>
internal static class LocalityRules
{
    /// <summary>No locality is part of another one, and wildcards stand at the end.</summary>
    public static void Distinct(ValidationContext context, string path, IReadOnlyList<string> localities)
    {
        for (var i = 0; i < localities.Count; i++)
        {
            if (localities[i].TrimEnd('*').Contains('*', StringComparison.Ordinal))
            {
                context.Error(FindingCode.InvalidValue, path, $"\"{localities[i]}\": a * stands for the rest of a locality", "use it at the end only");
            }

            if (localities.Take(i).FirstOrDefault(other => Overlap(other, localities[i])) is { } earlier)
            {
                context.Error(FindingCode.ConflictingFields, path, $"\"{localities[i]}\" and \"{earlier}\" overlap", "keep one of them, or make them distinct");
            }
        }
    }

    private static bool Overlap(string one, string two) =>
        one.Split('/').Zip(two.Split('/')).TakeWhile(parts => parts.First != "*" && parts.Second != "*").All(parts => parts.First == parts.Second);
}
