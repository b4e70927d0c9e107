using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for the conditions (when) of authorization rules.</summary>
internal static class AuthorizationConditionRules
{
    private static readonly string[] Keys =
    [
        "request.auth.principal", "request.auth.audiences", "request.auth.presenter", "source.ip", "remote.ip", "source.namespace", "source.principal",
        "source.serviceAccount", "source.trustDomain", "destination.ip", "destination.port", "connection.sni",
    ];

    public static void Validate(ValidationContext context, string path, AuthorizationCondition condition, AuthorizationAction action)
    {
        var key = condition.Key;
        var isKnown = Keys.Contains(key) || IsNamed(key, "request.headers[") || IsNamed(key, "request.auth.claims[") || key.StartsWith("experimental.envoy.filters.", StringComparison.Ordinal);
        if (!isKnown)
        {
            context.Error(FindingCode.InvalidValue, path + ".key", $"\"{key}\" is not a condition", $"use request.headers[NAME], request.auth.claims[NAME] or one of {string.Join(", ", Keys)}");
        }

        if (action == AuthorizationAction.Custom &&
            (key.StartsWith("request.auth.", StringComparison.Ordinal) || key is "source.namespace" or "source.principal" or "source.serviceAccount" or "source.trustDomain"))
        {
            context.Error(FindingCode.ConflictingFields, path + ".key", $"{key} cannot be used with action CUSTOM");
        }

        if (condition.Values.Count + condition.NotValues.Count == 0)
        {
            context.Error(FindingCode.MissingField, path, "the condition compares with nothing", "add values or notValues");
        }

        Values(context, path + ".values", key, condition.Values);
        Values(context, path + ".notValues", key, condition.NotValues);
    }

    /// <summary>What is wrong with a pattern of trust domains, or null.</summary>
    public static string? TrustDomainProblem(string value) =>
        value.Length == 0 ? "the text is empty"
            : value.Contains('/', StringComparison.Ordinal) ? $"\"{value}\" is more than a trust domain"
            : value.Count(letter => letter == '*') > 1 || (value.Contains('*', StringComparison.Ordinal) && !value.StartsWith('*') && !value.EndsWith('*'))
                ? $"\"{value}\" has a * where it means nothing"
                : null;

    // request.headers[NAME], with a name.
    private static bool IsNamed(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal) && key.EndsWith(']') && key.Length > prefix.Length + 1;

    private static void Values(ValidationContext context, string path, string key, IReadOnlyList<string> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (key is "source.ip" or "remote.ip" or "destination.ip" && !HostSyntax.IsIpOrCidr(values[i]))
            {
                context.Error(FindingCode.InvalidValue, $"{path}[{i}]", $"\"{values[i]}\" is neither an IP address nor a CIDR range");
            }

            if (key == "source.trustDomain" && TrustDomainProblem(values[i]) is { } problem)
            {
                context.Error(FindingCode.InvalidValue, $"{path}[{i}]", problem);
            }

            if (key == "destination.port" && !(int.TryParse(values[i], out var port) && port is >= 0 and <= 65535))
            {
                context.Error(FindingCode.InvalidPort, $"{path}[{i}]", $"\"{values[i]}\" is not a port");
            }
        }
    }
}
