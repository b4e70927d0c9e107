using System.Collections.Immutable;

namespace MeshControl.Incremental.Tests.Worlds;

/// <summary>A pure function of a key and of what it reads; the small <paramref name="Modulus"/> makes equal results from different reads common.</summary>
internal sealed record Formula(ImmutableArray<Step> Steps, int Modulus)
{
    public int Evaluate(int layer, int key, ISource source)
    {
        var number = key;
        for (var i = 0; i < Steps.Length; i++)
        {
            var step = Steps[i];
            var operand = (step.FollowsData ? number : key) + step.Offset;
            var at = operand % World.Keys;
            var below = layer == 0 ? 0 : step.Source % layer;
            switch (step.Kind)
            {
                case StepKind.Branch:
                    i += number % 2;
                    break;
                case StepKind.Throw when number % 4 == step.Offset % 4:
                    throw new BrokenFormulaException(number);
                case StepKind.Throw:
                    break;
                case StepKind.Derived when layer > 0:
                    number = Mix(number, source.Derived(new Slot(below, at)));
                    break;
                case StepKind.TryDerived when layer > 0:
                    number = Mix(number, source.TryDerived(new Slot(below, at)) ?? 7);
                    break;
                case StepKind.Keys:
                    number = Mix(number, [.. source.Keys(step.Source, operand % World.Buckets)]);
                    break;
                case StepKind.Items:
                    number = Mix(number, [.. source.Items(step.Source, operand % World.Buckets)]);
                    break;
                case StepKind.AllKeys:
                    number = Mix(number, [.. source.AllKeys(step.Source)]);
                    break;
                case StepKind.AllItems:
                    number = Mix(number, [.. source.AllItems(step.Source)]);
                    break;
                default:
                    number = Mix(number, source.Row(step.Source, at) ?? 5);
                    break;
            }
        }

        return number % Modulus;
    }

    public override string ToString() => $"{string.Join(' ', Steps)} mod {Modulus}";

    private static int Mix(int number, params ReadOnlySpan<int> read)
    {
        foreach (var value in read)
        {
            number = ((number * 31) + value + 1) % 10007;
        }

        return number;
    }
}
