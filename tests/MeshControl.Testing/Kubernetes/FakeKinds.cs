using System.Collections.Immutable;
using MeshControl.Kubernetes;

namespace MeshControl.Testing.Kubernetes;

/// <summary>Built-in kinds that a <see cref="FakeApiServer"/> serves from the start.</summary>
public static class FakeKinds
{
    public static readonly ApiResource Services = new("", "v1", "services", "Service", Namespaced: true);
    public static readonly ApiResource Endpoints = new("", "v1", "endpoints", "Endpoints", Namespaced: true);
    public static readonly ApiResource Pods = new("", "v1", "pods", "Pod", Namespaced: true);
    public static readonly ApiResource Nodes = new("", "v1", "nodes", "Node", Namespaced: false);
    public static readonly ApiResource Namespaces = new("", "v1", "namespaces", "Namespace", Namespaced: false);
    public static readonly ApiResource Secrets = new("", "v1", "secrets", "Secret", Namespaced: true);
    public static readonly ApiResource ConfigMaps = new("", "v1", "configmaps", "ConfigMap", Namespaced: true);
    public static readonly ApiResource ServiceAccounts = new("", "v1", "serviceaccounts", "ServiceAccount", Namespaced: true);
    public static readonly ApiResource EndpointSlices = new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", Namespaced: true);
    public static readonly ApiResource Leases = new("coordination.k8s.io", "v1", "leases", "Lease", Namespaced: true);
    public static readonly ApiResource Deployments = new("apps", "v1", "deployments", "Deployment", Namespaced: true);

    public static readonly ApiResource SigningRequests =
        new("certificates.k8s.io", "v1", "certificatesigningrequests", "CertificateSigningRequest", Namespaced: false);

    public static readonly ApiResource MutatingWebhooks =
        new("admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", Namespaced: false);

    public static readonly ApiResource ValidatingWebhooks =
        new("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", Namespaced: false);

    public static readonly ApiResource CustomResourceDefinitions =
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", Namespaced: false);

    public static ImmutableArray<ApiResource> BuiltIn { get; } =
    [
        Services, Endpoints, Pods, Nodes, Namespaces, Secrets, ConfigMaps, ServiceAccounts, EndpointSlices, Leases, Deployments, MutatingWebhooks,
        ValidatingWebhooks, CustomResourceDefinitions, SigningRequests,
    ];
}
