using Envoy.Config.Core.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Filters.Authorization;
using MeshControl.Model.RateLimits;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Policy;
using Xds.Type.V3;
using Action = Envoy.Config.Route.V3.RateLimit.Types.Action;
using MetadataKey = Envoy.Type.Metadata.V3.MetadataKey;

namespace MeshControl.Generation.Filters.RateLimiting;

/// <summary>How a proxy describes a request to whoever counts: policy, rule, and the values that have counters of their own.</summary>
internal static class RateLimitActions
{
    private const string ExpressionType = "type.googleapis.com/envoy.extensions.rate_limit_descriptors.expr.v3.Descriptor";
    private const string MatchValue = "yes";

    /// <summary>The descriptor of a rule; a request that it does not match gets none.</summary>
    public static RateLimit Of(Resource<RateLimitPolicy> policy, int index, TrustDomains domains)
    {
        var rule = policy.Spec.Rules[index];
        var limit = new RateLimit
        {
            Actions = { Named(RateLimitNames.PolicyEntry, RateLimitNames.OfPolicy(policy)), Named(RateLimitNames.RuleEntry, RateLimitNames.OfRule(policy.Spec, index)) },
        };
        if (rule.Match is { } match)
        {
            // Without an entry for false the expression fails, and Envoy makes no descriptor: nobody is asked in vain.
            limit.Actions.Add(Expression(RateLimitNames.MatchEntry, $"{{true: '{MatchValue}'}}[{RequestConditions.Of(match, domains)}]"));
        }

        limit.Actions.Add(rule.Keys.Select(OfKey));
        return limit;
    }

    /// <summary>The entries by which a proxy's own bucket is found; an empty value stands for any.</summary>
    public static IEnumerable<(string Key, string Value)> Entries(Resource<RateLimitPolicy> policy, int index)
    {
        var rule = policy.Spec.Rules[index];
        return
        [
            (RateLimitNames.PolicyEntry, RateLimitNames.OfPolicy(policy)),
            (RateLimitNames.RuleEntry, RateLimitNames.OfRule(policy.Spec, index)),
            .. rule.Match is null ? [] : new[] { (RateLimitNames.MatchEntry, MatchValue) },
            .. rule.Keys.Select(static key => (RateLimitNames.OfKey(key), "")),
        ];
    }

    private static Action OfKey(RateLimitKey key)
    {
        var name = RateLimitNames.OfKey(key);
        if (key.Cookie is not null)
        {
            return new Action
            {
                Metadata = new Action.Types.MetaData
                {
                    DescriptorKey = name,
                    MetadataKey = new MetadataKey { Key = CookieMetadata.Namespace, Path = { new MetadataKey.Types.PathSegment { Key = name } } },
                    DefaultValue = RateLimitNames.NoValue,
                },
            };
        }

        var value = key.Header is { } header ? OfHeader(CelText.Quote(header.ToLowerInvariant())) : key.Attribute switch
        {
            RateLimitAttribute.Path => "request.url_path",
            RateLimitAttribute.Method => "request.method",
            RateLimitAttribute.Host => "request.host",
            _ => $"({CelText.Peer} != '' ? {CelText.Peer} : '{RateLimitNames.NoValue}')",
        };
        return key.Attribute == RateLimitAttribute.RemoteAddress ? new Action { RemoteAddress = new() } : Expression(name, value);
    }

    private static string OfHeader(string name) =>
        $"({name} in request.headers && request.headers[{name}] != '' ? request.headers[{name}] : '{RateLimitNames.NoValue}')";

    private static Action Named(string key, string value) => new() { GenericKey = new Action.Types.GenericKey { DescriptorKey = key, DescriptorValue = value } };

    // The message is called Descriptor, which C# cannot: the same fields as a struct under the message's name.
    private static Action Expression(string key, string text) => new()
    {
        Extension = new TypedExtensionConfig
        {
            Name = "envoy.rate_limit_descriptors.expr",
            TypedConfig = Any.Pack(new TypedStruct
            {
                TypeUrl = ExpressionType,
                Value = new Struct { Fields = { ["descriptor_key"] = Value.ForString(key), ["text"] = Value.ForString(text) } },
            }),
        },
    };
}
