using System.Runtime.CompilerServices;
using MeshControl.Generation.Output;

namespace MeshControl.Xds.Pushing;

/// <summary>
/// Differences between sets, computed and framed once for all streams that make the same step. Entries live as long as the newer set, and
/// keep no older set alive.
/// </summary>
internal sealed class ResponseBodyCache
{
    private readonly ConditionalWeakTable<ResourceSet, List<Step>> _steps = [];

    /// <summary>What leads from one set to another; from the empty set, all of it.</summary>
    public SetDiff Between(ResourceSet before, ResourceSet after)
    {
        var steps = _steps.GetValue(after, static _ => []);
        lock (steps)
        {
            foreach (var step in steps)
            {
                if (step.Before.TryGetTarget(out var known) && ReferenceEquals(known, before))
                {
                    return step.Diff;
                }
            }

            steps.RemoveAll(static step => !step.Before.TryGetTarget(out _));
            var diff = SetDiff.Between(before, after);
            steps.Add(new Step(new WeakReference<ResourceSet>(before), diff));
            return diff;
        }
    }

    private sealed record Step(WeakReference<ResourceSet> Before, SetDiff Diff);
}
