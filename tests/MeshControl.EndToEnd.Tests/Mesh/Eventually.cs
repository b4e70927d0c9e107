using System.Diagnostics;

namespace MeshControl.EndToEnd.Tests.Mesh;

/// <summary>Waits for what must come to hold, instead of for a time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Polls until the value satisfies the condition, and returns it.</summary>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T>> read, Func<T, bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var value = await read();
            if (condition(value))
            {
                return value;
            }

            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException($"{what} did not come within {Patience}; last: {value}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Polls until the condition holds.</summary>
    public static Task HoldsAsync(string what, Func<bool> condition) => GetAsync(what, () => Task.FromResult(condition()), static holds => holds);
}
