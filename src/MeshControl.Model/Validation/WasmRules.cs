using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules that WasmPlugin and TrafficExtension share.</summary>
internal static class WasmRules
{
    public static void Module(ValidationContext context, string prefix, string url, string sha256, VmConfig? vm)
    {
        var separator = url.IndexOf("://", StringComparison.Ordinal);
        if (url.Length == 0)
        {
            context.Error(FindingCode.MissingField, prefix + "url", "the module's url is missing");
        }
        else if (separator >= 0 && url[..separator] is not ("oci" or "http" or "https" or "file"))
        {
            context.Error(FindingCode.InvalidValue, prefix + "url", $"\"{url[..separator]}\" is not a scheme for modules", "use oci, http, https or file");
        }

        else if (!Uri.IsWellFormedUriString(url, UriKind.RelativeOrAbsolute))
        {
            context.Error(FindingCode.InvalidValue, prefix + "url", $"\"{url}\" is not a URL", "write oci://registry/image:tag, or another place to take the module from");
        }

        if (sha256.Length > 0 && (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigit)))
        {
            context.Error(FindingCode.InvalidValue, prefix + "sha256", "the checksum is not 64 hexadecimal digits");
        }

        var names = new HashSet<string>();
        for (var i = 0; i < (vm?.Env.Count ?? 0); i++)
        {
            var variable = vm!.Env[i];
            var path = $"{prefix}vmConfig.env[{i}]";
            if (variable.Name.Length == 0 || !names.Add(variable.Name))
            {
                context.Error(FindingCode.InvalidName, path + ".name", variable.Name.Length == 0 ? "the variable has no name" : $"\"{variable.Name}\" is set twice");
            }

            if (variable.ValueFrom == VmEnvValueSource.Host && variable.Value.Length > 0)
            {
                context.Error(FindingCode.ConflictingFields, path + ".value", "a variable of the host has no value here", "remove it, or use INLINE");
            }
        }
    }

    public static void Match(ValidationContext context, IReadOnlyList<TrafficSelector> match)
    {
        for (var i = 0; i < match.Count; i++)
        {
            for (var j = 0; j < match[i].Ports.Count; j++)
            {
                FieldRules.Port(context, $"match[{i}].ports[{j}].number", match[i].Ports[j].Number);
            }
        }
    }
}
