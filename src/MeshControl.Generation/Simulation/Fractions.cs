using Envoy.Type.V3;

namespace MeshControl.Generation.Simulation;

/// <summary>Percentages of the configuration as chances from 0 to 1.</summary>
internal static class Fractions
{
    public static double Of(FractionalPercent? percent) => percent is null
        ? 0
        : Math.Min(1, percent.Numerator / percent.Denominator switch
        {
            FractionalPercent.Types.DenominatorType.TenThousand => 10_000.0,
            FractionalPercent.Types.DenominatorType.Million => 1_000_000.0,
            _ => 100.0,
        });
}
