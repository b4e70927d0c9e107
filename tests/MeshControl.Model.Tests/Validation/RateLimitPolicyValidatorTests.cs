namespace MeshControl.Model.Tests.Validation;

public class RateLimitPolicyValidatorTests
{
    private const string Kind = "RateLimitPolicy";

    [Theory]
    [InlineData("rules: [{limit: {requests: 5, unit: minute, burst: 10}}]")]
    [InlineData("selector: {matchLabels: {app: a}}\nscope: global\nfailureMode: closed\ntimeout: 50ms\nrules: [{name: daily, quotas: [{requests: 5, period: day}, {requests: 9, period: month}], keys: [{header: x-user}, {cookie: s}, {attribute: sourceIdentity}], shadow: true}]")]
    [InlineData("targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: g}]\nrules: [{match: {routes: [r], ports: [80], methods: [GET], paths: [{exact: /a}, {prefix: /b/}, {regex: '/c/[0-9]+'}], headers: [{name: x, absent: true}], cookies: [{name: c, prefix: v}], source: {principals: ['*'], notNamespaces: [a], remoteIpBlocks: [10.0.0.0/9, '::1']}}, limit: {requests: 1}}]")]
    [InlineData("connections: {connections: 10, unit: second}\nproxies: sidecars")]
    [InlineData("rules: [{limit: {requests: 1}}]\nresponse: {status: 503, headers: {retry-after: '1'}, rateLimitHeaders: false}")]
    public void A_valid_policy_is_accepted(string spec) => ValidationCase.Accepted(Kind, spec);

    [Theory]
    [InlineData("scope: global", "spec.rules", "limits nothing")]
    [InlineData("rules: [{}]", "spec.rules[0]", "no limit")]
    [InlineData("rules: [{limit: {unit: day}}]", "spec.rules[0].limit.requests", "0 lets nothing through")]
    [InlineData("rules: [{limit: {requests: 1, unit: week}}]", "spec.rules[0].limit.unit", "is not one of second, minute, hour, day")]
    [InlineData("rules: [{limit: {requests: 1, burst: 0}}]", "spec.rules[0].limit.burst", "lets nothing through")]
    [InlineData("rules: [{quotas: [{requests: 1}]}]", "spec.rules[0].quotas", "keeps no quotas")]
    [InlineData("scope: global\nrules: [{quotas: [{requests: 1}, {requests: 2}]}]", "spec.rules[0].quotas[1].period", "two quotas")]
    [InlineData("rules: [{name: a, limit: {requests: 1}}, {name: a, limit: {requests: 2}}]", "spec.rules[1].name", "two rules are called \"a\"")]
    [InlineData("rules: [{limit: {requests: 1}}, {name: '0', limit: {requests: 2}}]", "spec.rules[1].name", "two rules are called \"0\"")]
    [InlineData("rules: [{limit: {requests: 1}, keys: [{}]}]", "spec.rules[0].keys[0]", "key is empty")]
    [InlineData("rules: [{limit: {requests: 1}, keys: [{header: 'a b'}]}]", "spec.rules[0].keys[0].header", "not a header name")]
    [InlineData("rules: [{limit: {requests: 1}, keys: [{cookie: a}, {cookie: a}]}]", "spec.rules[0].keys[1]", "named twice")]
    [InlineData("rules: [{limit: {requests: 1}, keys: [{attribute: user}]}]", "spec.rules[0].keys[0].attribute", "is not one of sourceIdentity")]
    [InlineData("rules: [{limit: {requests: 1}, match: {methods: [get]}}]", "spec.rules[0].match.methods[0]", "not a method")]
    [InlineData("rules: [{limit: {requests: 1}, match: {paths: [{exact: a}]}}]", "spec.rules[0].match.paths[0]", "never matches")]
    [InlineData("rules: [{limit: {requests: 1}, match: {paths: [{regex: '(?=a)'}]}}]", "spec.rules[0].match.paths[0].regex", "RE2 refuses")]
    [InlineData("rules: [{limit: {requests: 1}, match: {headers: [{name: x, exact: a, prefix: b}]}}]", "spec.rules[0].match.headers[0].prefix", "exclude each other")]
    [InlineData("rules: [{limit: {requests: 1}, match: {source: {}}}]", "spec.rules[0].match.source", "source is empty")]
    [InlineData("rules: [{limit: {requests: 1}, match: {source: {remoteIpBlocks: [10.0.0.0/33]}}}]", "spec.rules[0].match.source.remoteIpBlocks[0]", "CIDR")]
    [InlineData("rules: [{limit: {requests: 1}, match: {source: {remoteIpBlocks: ['2001:db8::/32']}}}]", "spec.rules[0].match.source.remoteIpBlocks[0]", "not supported")]
    [InlineData("rules: [{limit: {requests: 1}, match: {ports: [0]}}]", "spec.rules[0].match.ports[0]", "0 is not a port")]
    [InlineData("scope: global\nconnections: {connections: 1}", "spec.connections", "by each proxy for itself")]
    [InlineData("rules: [{limit: {requests: 1}}]\nresponse: {status: 200}", "spec.response.status", "does not refuse")]
    [InlineData("targetRefs: [{group: '', kind: Service, name: s}]\nrules: [{limit: {requests: 1}}]", "spec.targetRefs[0].kind", "cannot be attached")]
    [InlineData("selector: {matchLabels: {a: b}}\ntargetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: g}]\nrules: [{limit: {requests: 1}}]", "spec", "exclude each other")]
    public void An_invalid_policy_is_refused(string spec, string path, string message) => ValidationCase.Refused(Kind, spec, path, message);

    [Theory]
    [InlineData("failureMode: closed\nrules: [{limit: {requests: 1}}]", "spec.failureMode", "nobody is asked")]
    [InlineData("rules: [{limit: {requests: 1}, match: {}}]", "spec.rules[0].match", "every request")]
    [InlineData("shadow: true\nconnections: {connections: 1}", "spec.connections", "does not count connections")]
    [InlineData("limits: []\nrules: [{limit: {requests: 1}}]", "spec.limits", "unknown")]
    public void What_has_no_effect_is_told(string spec, string path, string message) => ValidationCase.Warned(Kind, spec, path, message);
}
