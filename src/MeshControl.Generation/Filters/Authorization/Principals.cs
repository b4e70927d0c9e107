using Envoy.Config.Rbac.V3;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>Who, combined.</summary>
internal static class Principals
{
    public static Principal Any() => new() { Any = true };

    public static Principal Not(Principal principal) => new() { NotId = principal };

    public static Principal Or(IEnumerable<Principal> principals) => new() { OrIds = new Principal.Types.Set { Ids = { principals } } };

    public static Principal And(IEnumerable<Principal> principals) => new() { AndIds = new Principal.Types.Set { Ids = { principals } } };
}
