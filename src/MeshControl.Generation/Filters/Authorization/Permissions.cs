using Envoy.Config.Rbac.V3;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>What, combined.</summary>
internal static class Permissions
{
    public static Permission Any() => new() { Any = true };

    public static Permission Not(Permission permission) => new() { NotRule = permission };

    public static Permission Or(IEnumerable<Permission> permissions) => new() { OrRules = new Permission.Types.Set { Rules = { permissions } } };

    public static Permission And(IEnumerable<Permission> permissions) => new() { AndRules = new Permission.Types.Set { Rules = { permissions } } };
}
