using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshControl.Model.Resources.Mesh;
using Action = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types.PathWithEscapedSlashesAction;

namespace MeshControl.Generation.Filters;

/// <summary>meshConfig.pathNormalization; without it paths are normalized as RFC 3986 says.</summary>
internal static class PathNormalization
{
    public static void Apply(ProxyPathNormalization? settings, HttpConnectionManager manager)
    {
        var kind = settings?.Normalization ?? PathNormalizationType.Default;
        manager.NormalizePath = kind != PathNormalizationType.None;
        manager.MergeSlashes = kind is PathNormalizationType.MergeSlashes or PathNormalizationType.DecodeAndMergeSlashes;
        manager.PathWithEscapedSlashesAction =
            kind == PathNormalizationType.DecodeAndMergeSlashes ? Action.UnescapeAndForward : Action.KeepUnchanged;
    }
}
