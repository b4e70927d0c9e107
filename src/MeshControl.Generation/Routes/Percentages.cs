using Envoy.Config.Core.V3;
using Envoy.Type.V3;
using Percent = MeshControl.Model.Resources.Istio.Percent;

namespace MeshControl.Generation.Routes;

/// <summary>Percentages of the API as fractions; a millionth is the finest step.</summary>
internal static class Percentages
{
    private const double PartsOfPercent = 10_000;

    public static FractionalPercent Fraction(Percent percent) => new()
    {
        Numerator = (uint)Math.Clamp(percent.Value * PartsOfPercent, 0, 100 * PartsOfPercent),
        Denominator = FractionalPercent.Types.DenominatorType.Million,
    };

    public static FractionalPercent Whole(int percent) => new() { Numerator = (uint)Math.Clamp(percent, 0, 100) };

    /// <summary>How much of a route's traffic is mirrored; null for none (an explicit 0).</summary>
    public static RuntimeFractionalPercent? Mirrored(Percent? percentage, int? deprecated)
    {
        if (percentage is not null)
        {
            return percentage.Value > 0 ? new RuntimeFractionalPercent { DefaultValue = Fraction(percentage) } : null;
        }

        var whole = deprecated ?? 100;
        return whole > 0 ? new RuntimeFractionalPercent { DefaultValue = Whole(whole) } : null;
    }
}
