namespace MeshControl.Generation.Filters.Authorization;

/// <summary>
/// Predicates that all have to hold, in the making. One that cannot be expressed breaks a conjunction that lets requests in; from one that keeps
/// them out it is left out, so that more is kept out (security specification 5.6).
/// </summary>
/// <param name="isStrict">True for a rule that lets requests in.</param>
/// <param name="or">Any of several.</param>
/// <param name="not">The opposite.</param>
internal sealed class Conjunction<T>(bool isStrict, Func<IEnumerable<T>, T> or, Func<T, T> not)
    where T : class
{
    private readonly List<T> _items = [];

    public IReadOnlyList<T> Items => _items;

    /// <summary>True where the rule must not be used.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>One of the values and none of the others, a matcher for each value; null from the matcher is a value that cannot be expressed.</summary>
    public void Each(IReadOnlyList<string> values, IReadOnlyList<string> notValues, Func<string, T?> match) =>
        Together(values, notValues, list => list.Select(match).ToList() is var all && !all.Contains(null) ? or(all!) : null);

    /// <summary>The same with one matcher for all values.</summary>
    public void Together(IReadOnlyList<string> values, IReadOnlyList<string> notValues, Func<IReadOnlyList<string>, T?> match)
    {
        if (values.Count > 0)
        {
            Add(match(values));
        }

        if (notValues.Count > 0)
        {
            Add(match(notValues) is { } matcher ? not(matcher) : null);
        }
    }

    /// <summary>Adds a predicate; null is one that cannot be expressed.</summary>
    public void Add(T? predicate)
    {
        if (predicate is not null)
        {
            _items.Add(predicate);
        }
        else if (isStrict)
        {
            IsBroken = true;
        }
    }
}
