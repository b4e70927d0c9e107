using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for load balancing and locality settings.</summary>
internal static class LoadBalancerRules
{
    private const long MaxMaglevTable = 5_000_011;

    public static void Validate(ValidationContext context, string path, LoadBalancerSettings balancer)
    {
        if (balancer.ConsistentHash is { } hash)
        {
            ValidateHash(context, path + ".consistentHash", hash);
        }

        if (balancer.Warmup is { } warmup)
        {
            if (warmup.Duration is null)
            {
                context.Error(FindingCode.MissingField, path + ".warmup.duration", "a warmup needs a duration");
            }

            FieldRules.Percent(context, path + ".warmup.minimumPercent", warmup.MinimumPercent);
            if (warmup.Aggression <= 0)
            {
                context.Error(FindingCode.InvalidValue, path + ".warmup.aggression", "aggression must be above 0");
            }
        }

        if (balancer.LocalityLbSetting is not null && balancer.ZoneAwareLbSetting is not null)
        {
            context.Error(FindingCode.ConflictingFields, path, "localityLbSetting and zoneAwareLbSetting exclude each other", "keep one of them");
        }

        if (balancer.LocalityLbSetting is { } locality)
        {
            ValidateLocality(context, path + ".localityLbSetting", locality);
        }
    }

    private static void ValidateHash(ValidationContext context, string path, ConsistentHashLb hash)
    {
        if (hash.HttpCookie is { Name: "" })
        {
            context.Error(FindingCode.MissingField, path + ".httpCookie.name", "the cookie has no name");
        }

        if (hash.HttpHeaderName is { } header)
        {
            HeaderRules.Name(context, path + ".httpHeaderName", header);
        }

        if (hash is { HttpHeaderName: null, HttpCookie: null, UseSourceIp: null, HttpQueryParameterName: null })
        {
            context.Error(FindingCode.MissingField, path, "there is nothing to hash", "set httpHeaderName, httpCookie, useSourceIp or httpQueryParameterName");
        }

        if (hash.MinimumRingSize != 0)
        {
            context.Warning(FindingCode.Deprecated, path + ".minimumRingSize", "minimumRingSize is deprecated", "use ringHash.minimumRingSize");
            if (hash.RingHash is not null || hash.Maglev is not null)
            {
                context.Error(FindingCode.ConflictingFields, path + ".minimumRingSize", "minimumRingSize excludes ringHash and maglev", "remove it");
            }
        }

        if (hash.Maglev?.TableSize is { } size and > 0 && (size > MaxMaglevTable || !IsPrime(size)))
        {
            context.Error(FindingCode.InvalidValue, path + ".maglev.tableSize", $"{size} is not a prime number up to {MaxMaglevTable}", "use 65537");
        }
    }

    private static void ValidateLocality(ValidationContext context, string path, LocalityLoadBalancerSetting locality)
    {
        if (locality.Distribute.Count > 0 && locality.Failover.Count > 0)
        {
            context.Error(FindingCode.ConflictingFields, path, "distribute and failover exclude each other", "keep one of them");
        }

        LocalityRules.Distinct(context, path + ".distribute", [.. locality.Distribute.Select(distribute => distribute.From)]);
        for (var i = 0; i < locality.Distribute.Count; i++)
        {
            var distribute = locality.Distribute[i];
            LocalityRules.Distinct(context, $"{path}.distribute[{i}].to", [.. distribute.To.Keys]);
            var total = distribute.To.Values.Sum(v => (long)v);
            if (total != 100)
            {
                context.Error(FindingCode.InvalidWeight, $"{path}.distribute[{i}].to", $"the weights add up to {total}", "make them add up to 100");
            }

            foreach (var (to, weight) in distribute.To.Where(e => e.Value is < 1 or > 100))
            {
                context.Error(FindingCode.InvalidWeight, $"{path}.distribute[{i}].to[\"{to}\"]", $"{weight} is not a weight", "use 1 to 100");
            }
        }

        for (var i = 0; i < locality.Failover.Count; i++)
        {
            var failover = locality.Failover[i];
            if (failover.From == failover.To)
            {
                context.Error(FindingCode.InvalidValue, $"{path}.failover[{i}]", $"traffic from \"{failover.From}\" fails over to itself", "name another region");
            }

            if (failover.From.Contains('/') || failover.To.Contains('/') || failover.From.Contains('*') || failover.To.Contains('*'))
            {
                context.Error(FindingCode.InvalidValue, $"{path}.failover[{i}]", "failover goes from region to region", "leave out zones and wildcards");
            }
        }
    }

    private static bool IsPrime(long number)
    {
        if (number < 2)
        {
            return false;
        }

        for (long divisor = 2; divisor * divisor <= number; divisor++)
        {
            if (number % divisor == 0)
            {
                return false;
            }
        }

        return true;
    }
}
