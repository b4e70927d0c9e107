using System.Text;
using System.Text.Json;
using Envoy.Config.Core.V3;
using Envoy.Extensions.Wasm.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Clusters;
using MeshControl.Model.Extensions;
using MeshControl.Model.Resources.Istio;
using HttpWasm = Envoy.Extensions.Filters.Http.Wasm.V3.Wasm;
using NetworkWasm = Envoy.Extensions.Filters.Network.Wasm.V3.Wasm;
using VmConfig = Envoy.Extensions.Wasm.V3.VmConfig;

namespace MeshControl.Generation.Filters.Extensions;

/// <summary>Configurations of Wasm modules, which proxies ask for by the name of the filter (traffic specification 3.15).</summary>
internal static class WasmResources
{
    private const string Runtime = "envoy.wasm.runtime.v8";
    private const string FileScheme = "file://";
    private const string VariablePrefix = "ISTIO_META_WASM_";
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The configuration of an extension.</summary>
    /// <param name="extension">It has a Wasm module.</param>
    /// <param name="module">Sent along; null to name the module's place instead.</param>
    public static TypedExtensionConfig Build(MeshExtension extension, WasmModule? module)
    {
        var wasm = extension.Spec.Wasm!;
        var plugin = new PluginConfig { Name = extension.Name, RootId = wasm.PluginName, VmConfig = Machine(wasm, extension.Source.Meta.ResourceVersion, module) };
        if (wasm.PluginConfig is { ValueKind: JsonValueKind.Object } config)
        {
            plugin.Configuration = Any.Pack(new StringValue { Value = Compact(config) });
        }

        NewerFields.AddNumber(plugin, NewerFields.WasmFailurePolicy, FailurePolicy(wasm.FailStrategy));
        return new TypedExtensionConfig
        {
            Name = ExtensionFilters.NameOf(extension),
            TypedConfig = Any.Pack(extension.IsNetwork ? new NetworkWasm { Config = plugin } : new HttpWasm { Config = plugin }),
        };
    }

    // envoy.extensions.wasm.v3.FailurePolicy
    private static uint FailurePolicy(FailStrategy strategy) => strategy switch
    {
        FailStrategy.FailReload => 1,
        FailStrategy.FailOpen => 3,
        _ => 2,
    };

    private static VmConfig Machine(WasmConfig wasm, string resourceVersion, WasmModule? module)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        void Set(string name, string value)
        {
            if (value.Length > 0)
            {
                values[VariablePrefix + name] = value;
            }
        }

        Set("PLUGIN_RESOURCE_VERSION", resourceVersion);
        Set("IMAGE_PULL_SECRET", wasm.ImagePullSecret);
        Set("IMAGE_PULL_POLICY", wasm.ImagePullPolicy == WasmPullPolicy.UnspecifiedPolicy ? "" : wasm.ImagePullPolicy.ToString());
        var environment = new EnvironmentVariables();
        foreach (var variable in wasm.VmConfig?.Env ?? [])
        {
            if (variable.ValueFrom == VmEnvValueSource.Host)
            {
                environment.HostEnvKeys.Add(variable.Name);
            }
            else
            {
                values[variable.Name] = variable.Value;
            }
        }

        foreach (var (name, value) in values)
        {
            environment.KeyValues.Add(name, value);
        }

        var machine = new VmConfig { Runtime = Runtime, Code = module is null ? Code(wasm) : Inline(module) };
        if (environment.CalculateSize() > 0)
        {
            machine.EnvironmentVariables = environment;
        }

        return machine;
    }

    // The agent beside the proxy fetches the module and puts a file in its place; the cluster is never used.
    private static AsyncDataSource Code(WasmConfig wasm) => wasm.Url.StartsWith(FileScheme, StringComparison.Ordinal)
        ? new AsyncDataSource { Local = new DataSource { Filename = wasm.Url[FileScheme.Length..] } }
        : new AsyncDataSource
        {
            Remote = new RemoteDataSource
            {
                HttpUri = new HttpUri
                {
                    Uri = WasmModuleKey.UrlOf(wasm),
                    Cluster = "_",
                    Timeout = Duration.FromTimeSpan(FetchTimeout),
                },
                Sha256 = wasm.Sha256,
            },
        };

    private static AsyncDataSource Inline(WasmModule module) => new()
    {
        Local = new DataSource { InlineBytes = UnsafeByteOperations.UnsafeWrap(module.Bytes) },
    };

    private static string Compact(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            WriteSorted(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    // The order in which somebody wrote the keys must not count as a change.
    private static void WriteSorted(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().OrderBy(static property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    WriteSorted(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    WriteSorted(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
