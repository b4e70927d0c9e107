namespace MeshControl.Generation.Tests.Differential;

/// <summary>Seeded chance: equal seeds make equal configurations and calls, on every machine.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    public int Seed { get; } = seed;

    public T Of<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    /// <summary>True this often, of a hundred.</summary>
    public bool Percent(int share) => _random.Next(100) < share;

    /// <summary>From the first up to and with the last.</summary>
    public int Between(int first, int last) => _random.Next(first, last + 1);

    public IEnumerable<T> Several<T>(int first, int last, Func<T> make) => Enumerable.Range(0, Between(first, last)).Select(_ => make()).ToList();

    /// <summary>The text this often, else nothing.</summary>
    public string Maybe(int share, Func<string> text) => Percent(share) ? text() : "";
}
