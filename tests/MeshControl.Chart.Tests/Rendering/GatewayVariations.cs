namespace MeshControl.Chart.Tests.Rendering;

/// <summary>Every value of the gateway's chart that changes what is installed.</summary>
internal static class GatewayVariations
{
    private const string Container = "spec.template.spec.containers[0]";

    public static readonly Variation[] All =
    [
        Of("",
            "Deployment/mesh spec.template.metadata.annotations['inject.istio.io/templates'] = \"gateway\"", "Deployment/mesh spec.template.metadata.labels['sidecar.istio.io/inject'] = \"true\"",
            "Deployment " + Container + ".image = \"auto\"", "Deployment spec.selector.matchLabels = {\"app\":\"mesh\",\"istio\":\"mesh\"}", "Service/mesh spec.type = \"LoadBalancer\"", "Service spec.selector = {\"app\":\"mesh\",\"istio\":\"mesh\"}",
            "Deployment " + Container + ".securityContext.capabilities.drop = [\"ALL\"]", "Role/mesh rules[0].resources = [\"secrets\"]", "no PodDisruptionBudget", "no NetworkPolicy", "HorizontalPodAutoscaler spec.scaleTargetRef.name = \"mesh\""),
        Of("--set name=istio-ingressgateway", "Deployment/istio-ingressgateway spec.template.metadata.labels.istio = \"ingressgateway\"", "ServiceAccount/istio-ingressgateway kind = \"ServiceAccount\""),
        Of("--set labels.istio=edge --set labels.team=web", "Service spec.selector.istio = \"edge\"", "Deployment metadata.labels.team = \"web\"", "no Service spec.selector.team"),
        Of("--set revision=canary", "Deployment spec.template.metadata.labels['istio.io/rev'] = \"canary\""),
        Of("--set kind=DaemonSet", "DaemonSet/mesh kind = \"DaemonSet\"", "no Deployment", "no HorizontalPodAutoscaler", "no DaemonSet spec.replicas"),
        Of("--set autoscaling.enabled=false --set replicaCount=2 --set strategy.type=Recreate --set minReadySeconds=5", "no HorizontalPodAutoscaler", "Deployment spec.replicas = 2", "Deployment spec.strategy.type = \"Recreate\"",
            "Deployment spec.minReadySeconds = 5"),
        Of("--set service.type=NodePort --set service.externalTrafficPolicy=Local --set service.annotations.lb=internal", "Service spec.type = \"NodePort\"", "Service spec.externalTrafficPolicy = \"Local\"", "Service metadata.annotations.lb = \"internal\""),
        Of("--set service.type=None", "no Service"),
        Of("--set service.loadBalancerIP=192.0.2.1 --set service.loadBalancerSourceRanges={10.0.0.0/8}", "Service spec.loadBalancerIP = \"192.0.2.1\"", "Service spec.loadBalancerSourceRanges = [\"10.0.0.0/8\"]"),
        Of("--set networkGateway=west --set networkPolicy.enabled=true", "Service spec.ports[0].port = 15443", "Deployment " + Container + ".env[0].name = \"ISTIO_META_REQUESTED_NETWORK_VIEW\"",
            "Deployment spec.template.metadata.labels['topology.istio.io/network'] = \"west\"", "NetworkPolicy spec.ingress[0].ports[1].port = 15443"),
        Of("--set podDisruptionBudget.minAvailable=1 --set autoscaling.targetMemoryUtilizationPercentage=70 --kube-version v1.20.15", "PodDisruptionBudget apiVersion = \"policy/v1beta1\"", "HorizontalPodAutoscaler apiVersion = \"autoscaling/v2beta2\"",
            "HorizontalPodAutoscaler spec.metrics[1].resource.name = \"memory\""),
        Of("--set rbac.enabled=false", "no Role", "no RoleBinding"),
        Of("--set serviceAccount.create=false --set serviceAccount.name=shared", "no ServiceAccount", "Deployment spec.template.spec.serviceAccountName = \"shared\""),
        Of("--set securityContext.runAsUser=7 --set containerSecurityContext.privileged=true --set env.A=b", "Deployment spec.template.spec.securityContext = {\"runAsUser\":7}", "Deployment " + Container + ".securityContext = {\"privileged\":true}",
            "Deployment " + Container + ".env = [{\"name\":\"A\",\"value\":\"b\"}]"),
        Of("--set nodeSelector.edge=yes --set tolerations[0].operator=Exists --set imagePullSecrets={s}", "Deployment spec.template.spec.tolerations = [{\"operator\":\"Exists\"}]", "ServiceAccount imagePullSecrets = [{\"name\":\"s\"}]"),
    ];

    private static Variation Of(string arguments, params string[] expected) => new(Charts.Gateway, arguments, expected);
}
