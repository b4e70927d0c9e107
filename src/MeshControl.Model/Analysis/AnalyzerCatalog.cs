using MeshControl.Model.Analysis.Gateways;
using MeshControl.Model.Analysis.Policies;
using MeshControl.Model.Analysis.Services;
using MeshControl.Model.Analysis.Traffic;
using MeshControl.Model.Analysis.Workloads;
using MeshControl.Model.Resources;

namespace MeshControl.Model.Analysis;

/// <summary>Every analyzer, by name.</summary>
public static class AnalyzerCatalog
{
    public static IReadOnlyList<IAnalyzer> All { get; } =
    [
        .. new IAnalyzer[]
        {
            new AnnotationAnalyzer(), new AuthorizationPolicyAnalyzer(), new DeprecatedFieldAnalyzer(), new TlsVerificationAnalyzer(), new SubsetPodsAnalyzer(),
            new EnvoyFilterOperationAnalyzer(), new DuplicateCertificateAnalyzer(), new ConflictingGatewayAnalyzer(), new GatewayPortAnalyzer(),
            new GatewaySecretAnalyzer(), new InjectionAnalyzer(), new GatewaySelectorAnalyzer(), new MeshNetworksAnalyzer(), new PortNameAnalyzer(),
            new ServiceEntryAddressAnalyzer(), new ServiceEntryProtocolAnalyzer(), new SidecarSelectorAnalyzer(), new DefaultSidecarAnalyzer(),
            new TelemetrySelectorAnalyzer(), new DefaultTelemetryAnalyzer(), new TelemetryProviderAnalyzer(), new GatewayReferenceAnalyzer(),
            new DestinationHostAnalyzer(), new DestinationSubsetAnalyzer(), new MeshHostConflictAnalyzer(), new JwtRoutingAnalyzer(),
        }.Concat(KindCatalog.All.Where(kind => kind.HasFullSchema).DistinctBy(kind => kind.Id).Select(kind => new SchemaAnalyzer(kind))).OrderBy(analyzer => analyzer.Name, StringComparer.Ordinal),
    ];
}
