using MeshControl.Model.Resources.Policy;

namespace MeshControl.Model.RateLimits;

/// <summary>Units as times.</summary>
public static class RateLimitUnits
{
    public static TimeSpan Length(this RateLimitUnit unit) => unit switch
    {
        RateLimitUnit.Minute => TimeSpan.FromMinutes(1),
        RateLimitUnit.Hour => TimeSpan.FromHours(1),
        RateLimitUnit.Day => TimeSpan.FromDays(1),
        _ => TimeSpan.FromSeconds(1),
    };
}
