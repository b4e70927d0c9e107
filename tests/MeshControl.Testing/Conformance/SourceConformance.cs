using System.Reflection;

namespace MeshControl.Testing.Conformance;

/// <summary>
/// What a consumer may rely on, whatever a source follows. A test class derives from it, makes its subject in <see cref="StartAsync"/>, and runs each of
/// <see cref="Cases"/> by name: <c>[Theory, MemberData(nameof(Cases))] public Task Conforms(string @case) => RunAsync(@case);</c>
/// </summary>
public abstract class SourceConformance
{
    /// <summary>The names of the cases, one a row.</summary>
    public static IEnumerable<object[]> Cases =>
        typeof(SourceConformance).GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == typeof(Task) && method.Name.Contains('_', StringComparison.Ordinal) && method.GetParameters() is [{ } only] && only.ParameterType == typeof(ConformanceSubject))
            .Select(method => new object[] { method.Name });

    /// <summary>A running source of these objects, and its consumer.</summary>
    protected abstract Task<ConformanceSubject> StartAsync(IReadOnlyDictionary<string, int> initial);

    /// <summary>Runs one case with a subject of its own.</summary>
    protected async Task RunAsync(string @case)
    {
        var method = typeof(SourceConformance).GetMethod(@case, BindingFlags.Instance | BindingFlags.NonPublic)!;
        await using var subject = await StartAsync(@case == nameof(An_empty_source_is_complete) ? [] : Initial());
        await (Task)method.Invoke(this, [subject])!;
    }

    private static Dictionary<string, int> Initial() => new(StringComparer.Ordinal) { ["alpha"] = 1, ["beta"] = 1, ["gamma"] = 1 };

    internal async Task An_empty_source_is_complete(ConformanceSubject subject) => await subject.ConvergesToAsync(new Dictionary<string, int>());

    internal async Task What_is_there_at_the_start_arrives(ConformanceSubject subject) => await subject.ConvergesToAsync(Initial());

    internal async Task A_new_object_arrives(ConformanceSubject subject)
    {
        var expected = Initial();
        await subject.ConvergesToAsync(expected);
        await subject.PutAsync("delta", expected["delta"] = 1);
        await subject.ConvergesToAsync(expected);
    }

    internal async Task A_changed_object_arrives(ConformanceSubject subject)
    {
        var expected = Initial();
        await subject.ConvergesToAsync(expected);
        await subject.PutAsync("beta", expected["beta"] = 2);
        await subject.ConvergesToAsync(expected);
    }

    internal async Task A_deleted_object_leaves(ConformanceSubject subject)
    {
        var expected = Initial();
        await subject.ConvergesToAsync(expected);
        await subject.DeleteAsync("beta");
        expected.Remove("beta");
        await subject.ConvergesToAsync(expected);
    }

    internal async Task An_object_that_comes_back_is_the_new_one(ConformanceSubject subject)
    {
        var expected = Initial();
        await subject.ConvergesToAsync(expected);
        await subject.DeleteAsync("beta");
        await subject.PutAsync("beta", expected["beta"] = 5);
        await subject.ConvergesToAsync(expected);
    }

    internal async Task What_changes_while_cut_off_arrives_afterwards(ConformanceSubject subject)
    {
        var expected = Initial();
        await subject.ConvergesToAsync(expected);
        await subject.DisconnectAsync();
        await subject.PutAsync("alpha", expected["alpha"] = 2);
        await subject.PutAsync("delta", expected["delta"] = 1);
        await subject.ReconnectAsync();
        await subject.ConvergesToAsync(expected);
    }

    internal async Task What_is_deleted_while_cut_off_leaves_afterwards(ConformanceSubject subject)
    {
        var expected = Initial();
        await subject.ConvergesToAsync(expected);
        await subject.DisconnectAsync();
        await subject.DeleteAsync("alpha");
        await subject.DeleteAsync("gamma");
        expected.Remove("alpha");
        expected.Remove("gamma");
        await subject.ReconnectAsync();
        await subject.ConvergesToAsync(expected);
    }

    internal async Task Everything_deleted_while_cut_off_leaves_nothing(ConformanceSubject subject)
    {
        await subject.ConvergesToAsync(Initial());
        await subject.DisconnectAsync();
        foreach (var name in Initial().Keys)
            await subject.DeleteAsync(name);
        await subject.ReconnectAsync();
        await subject.ConvergesToAsync(new Dictionary<string, int>());
    }

    internal async Task Any_history_ends_in_what_is_there_and_no_object_goes_back(ConformanceSubject subject)
    {
        var random = new Random(20_260_101);
        var expected = Initial();
        var next = 2;
        for (var step = 0; step < 120; step++)
        {
            var name = $"object-{random.Next(12)}";
            switch (random.Next(10))
            {
                case < 6:
                    await subject.PutAsync(name, expected[name] = next++);
                    break;
                case < 9 when expected.Remove(name):
                    await subject.DeleteAsync(name);
                    break;
                case 9 when step % 4 == 0:
                    await subject.DisconnectAsync();
                    await subject.PutAsync(name, expected[name] = next++);
                    await subject.ReconnectAsync();
                    break;
            }
        }

        await subject.ConvergesToAsync(expected);
    }
}
