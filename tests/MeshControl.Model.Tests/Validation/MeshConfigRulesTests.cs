using MeshControl.Model.Resources;

namespace MeshControl.Model.Tests.Validation;

public class MeshConfigRulesTests
{
    [Theory]
    [InlineData("extensionProviders: [{name: a, zipkin: {service: zipkin.istio-system.svc.cluster.local, port: 9411}}]")]
    [InlineData("extensionProviders: [{name: a, envoyExtAuthzHttp: {service: istio-system/auth.example.com, port: 80, pathPrefix: /check, statusOnError: '503'}}]")]
    [InlineData("trustDomain: td.example.com\ndefaultConfig: {discoveryAddress: 'istiod.istio-system.svc:15012', concurrency: 2}")]
    public void A_valid_configuration_is_taken_without_a_word(string yaml) => Assert.Empty(MeshConfigReader.ReadMeshConfig("mesh.yaml", yaml).Findings);

    [Theory]
    [InlineData("extensionProviders: [{zipkin: {service: a, port: 1}}]", "extensionProviders[0].name", "no name")]
    [InlineData("extensionProviders: [{name: a, zipkin: {service: a, port: 1}}, {name: a, zipkin: {service: b, port: 1}}]", "extensionProviders[1].name", "defined twice")]
    [InlineData("extensionProviders: [{name: a, zipkin: {port: 1}}]", "extensionProviders[0].zipkin.service", "not a service")]
    [InlineData("extensionProviders: [{name: a, opentelemetry: {service: a, port: 70000}}]", "extensionProviders[0].opentelemetry.port", "not a port")]
    [InlineData("extensionProviders: [{name: a, envoyExtAuthzHttp: {service: a, port: 1, pathPrefix: check}}]", "extensionProviders[0].envoyExtAuthzHttp.pathPrefix", "not a path")]
    [InlineData("extensionProviders: [{name: a, envoyExtAuthzHttp: {service: a, port: 1, statusOnError: never}}]", "extensionProviders[0].envoyExtAuthzHttp.statusOnError", "not a response status")]
    [InlineData("trustDomain: 'a b'", "trustDomain", "not a trust domain")]
    [InlineData("defaultConfig: {statusPort: 70000}", "defaultConfig.statusPort", "not a port")]
    [InlineData("defaultConfig: {discoveryAddress: istiod}", "defaultConfig.discoveryAddress", "not an address")]
    public void A_mistake_is_told_with_its_field_and_the_rest_is_used(string yaml, string path, string message)
    {
        var read = MeshConfigReader.ReadMeshConfig("mesh.yaml", yaml);
        Assert.Contains(read.Findings, finding => finding.Path == path && finding.Message.Contains(message, StringComparison.Ordinal) && finding.Fix.Length > 0);
        Assert.NotNull(read.Value);
    }
}
