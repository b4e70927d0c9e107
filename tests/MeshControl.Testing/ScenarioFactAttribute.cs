using Xunit;

namespace MeshControl.Testing;

/// <summary>A fact that needs the reference scenarios, and is skipped by name without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScenarioFactAttribute : FactAttribute
{
    public ScenarioFactAttribute()
    {
        if (ReferenceFiles.Scenarios.Count == 0)
        {
            Skip = "no reference scenarios: set MESHCONTROL_SHARED";
        }
    }
}
