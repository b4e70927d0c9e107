namespace MeshControl.Chart.Tests.Rendering;

/// <summary>Some values and what they are for.</summary>
/// <param name="Arguments">Of <c>helm template</c>.</param>
/// <param name="Expected">One line each: <c>Kind[/name] path = JSON</c>, or <c>no Kind[/name] [path]</c>.</param>
internal sealed record Variation(string Chart, string Arguments, params string[] Expected)
{
    public IEnumerable<Expectation> Expectations => Expected.Select(Read);

    private static Expectation Read(string line)
    {
        var isAbsent = line.StartsWith("no ", StringComparison.Ordinal);
        var value = isAbsent ? null : line[(line.IndexOf(" = ", StringComparison.Ordinal) + 3)..];
        var place = (isAbsent ? line[3..] : line[..line.IndexOf(" = ", StringComparison.Ordinal)]).Split(' ', 2);
        var subject = place[0].Split('/', 2);
        return new(subject[0], subject.Length > 1 ? subject[1] : "", place.Length > 1 ? place[1] : "", value);
    }
}
