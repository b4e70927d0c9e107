using Envoy.Config.Core.V3;
using Envoy.Config.Rbac.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Extensions;
using MeshControl.Model.Resources.Istio;
using HttpRbac = Envoy.Extensions.Filters.Http.Rbac.V3.RBAC;
using NetworkRbac = Envoy.Extensions.Filters.Network.Rbac.V3.RBAC;

namespace MeshControl.Generation.Filters.Extensions;

/// <summary>What stands in for a Wasm module that could not be fetched: everything passes, or nothing does, as its failStrategy says (as istio's agent has it).</summary>
internal static class MissingModule
{
    public static TypedExtensionConfig Build(MeshExtension extension)
    {
        // Rules without policies refuse everything; no rules at all let everything pass.
        var rules = extension.Spec.Wasm!.FailStrategy == FailStrategy.FailOpen ? null : new RBAC();
        IMessage filter = extension.IsNetwork
            ? new NetworkRbac { Rules = rules, StatPrefix = "missing_module" }
            : new HttpRbac { Rules = rules };
        return new TypedExtensionConfig { Name = ExtensionFilters.NameOf(extension), TypedConfig = Any.Pack(filter) };
    }
}
