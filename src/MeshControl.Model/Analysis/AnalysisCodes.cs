using static MeshControl.Model.Analysis.AnalysisLevel;

namespace MeshControl.Model.Analysis;

/// <summary>Every code that an analyzer of ours reports.</summary>
public static class AnalysisCodes
{
    public static readonly AnalysisCode Deprecated = new("IST0002", "Deprecated", Warning);
    public static readonly AnalysisCode ReferencedResourceNotFound = new("IST0101", "ReferencedResourceNotFound", Error);
    public static readonly AnalysisCode NamespaceNotInjected = new("IST0102", "NamespaceNotInjected", Info);
    public static readonly AnalysisCode PodMissingProxy = new("IST0103", "PodMissingProxy", Warning);
    public static readonly AnalysisCode SchemaValidationError = new("IST0106", "SchemaValidationError", Error);
    public static readonly AnalysisCode MisplacedAnnotation = new("IST0107", "MisplacedAnnotation", Warning);
    public static readonly AnalysisCode UnknownAnnotation = new("IST0108", "UnknownAnnotation", Warning);
    public static readonly AnalysisCode ConflictingMeshGatewayHosts = new("IST0109", "ConflictingMeshGatewayVirtualServiceHosts", Error);
    public static readonly AnalysisCode ConflictingSidecarSelectors = new("IST0110", "ConflictingSidecarWorkloadSelectors", Error);
    public static readonly AnalysisCode MultipleSidecarsWithoutSelectors = new("IST0111", "MultipleSidecarsWithoutWorkloadSelectors", Error);
    public static readonly AnalysisCode DestinationPortRequired = new("IST0112", "VirtualServiceDestinationPortSelectorRequired", Error);
    public static readonly AnalysisCode PortNameNotUnderConvention = new("IST0118", "PortNameIsNotUnderNamingConvention", Info);
    public static readonly AnalysisCode NamespaceMultipleInjectionLabels = new("IST0123", "NamespaceMultipleInjectionLabels", Warning);
    public static readonly AnalysisCode InvalidAnnotation = new("IST0125", "InvalidAnnotation", Warning);
    public static readonly AnalysisCode UnknownMeshNetworksRegistry = new("IST0126", "UnknownMeshNetworksServiceRegistry", Error);
    public static readonly AnalysisCode NoMatchingWorkloads = new("IST0127", "NoMatchingWorkloadsFound", Warning);
    public static readonly AnalysisCode NoServerVerification = new("IST0128", "NoServerCertificateVerificationDestinationLevel", Warning);
    public static readonly AnalysisCode NoServerVerificationAtPort = new("IST0129", "NoServerCertificateVerificationPortLevel", Warning);
    public static readonly AnalysisCode UnreachableRule = new("IST0130", "VirtualServiceUnreachableRule", Warning);
    public static readonly AnalysisCode IneffectiveMatch = new("IST0131", "VirtualServiceIneffectiveMatch", Info);
    public static readonly AnalysisCode HostNotFoundInGateway = new("IST0132", "VirtualServiceHostNotFoundInGateway", Warning);
    public static readonly AnalysisCode SchemaWarning = new("IST0133", "SchemaWarning", Warning);
    public static readonly AnalysisCode ServiceEntryAddressesRequired = new("IST0134", "ServiceEntryAddressesRequired", Warning);
    public static readonly AnalysisCode DeprecatedAnnotation = new("IST0135", "DeprecatedAnnotation", Info);
    public static readonly AnalysisCode GatewayDuplicateCertificate = new("IST0138", "GatewayDuplicateCertificate", Warning);
    public static readonly AnalysisCode IngressRouteRulesNotAffected = new("IST0140", "IngressRouteRulesNotAffected", Warning);
    public static readonly AnalysisCode ConflictingGateways = new("IST0145", "ConflictingGateways", Error);
    public static readonly AnalysisCode JwtRoutingWithoutAuthentication = new("IST0149", "JwtClaimBasedRoutingWithoutRequestAuthN", Error);
    public static readonly AnalysisCode ExternalNameInvalidPortName = new("IST0150", "ExternalNameServiceTypeInvalidPortName", Warning);
    public static readonly AnalysisCode RelativeOperation = new("IST0151", "EnvoyFilterUsesRelativeOperation", Warning);
    public static readonly AnalysisCode ReplaceUsedIncorrectly = new("IST0152", "EnvoyFilterUsesReplaceOperationIncorrectly", Error);
    public static readonly AnalysisCode AddUsedIncorrectly = new("IST0153", "EnvoyFilterUsesAddOperationIncorrectly", Error);
    public static readonly AnalysisCode RemoveUsedIncorrectly = new("IST0154", "EnvoyFilterUsesRemoveOperationIncorrectly", Error);
    public static readonly AnalysisCode RelativeOperationWithVersion = new("IST0155", "EnvoyFilterUsesRelativeOperationWithProxyVersion", Warning);
    public static readonly AnalysisCode InvalidTelemetryProvider = new("IST0157", "InvalidTelemetryProvider", Warning);
    public static readonly AnalysisCode ConflictingTelemetrySelectors = new("IST0159", "ConflictingTelemetryWorkloadSelectors", Error);
    public static readonly AnalysisCode MultipleTelemetriesWithoutSelectors = new("IST0160", "MultipleTelemetriesWithoutWorkloadSelectors", Error);
    public static readonly AnalysisCode InvalidGatewayCredential = new("IST0161", "InvalidGatewayCredential", Error);
    public static readonly AnalysisCode GatewayPortNotOnService = new("IST0162", "GatewayPortNotDefinedOnService", Warning);
    public static readonly AnalysisCode ReferencedInternalGateway = new("IST0165", "ReferencedInternalGateway", Warning);
    public static readonly AnalysisCode IneffectiveSelector = new("IST0166", "IneffectiveSelector", Warning);
    public static readonly AnalysisCode SubsetSelectsNoPods = new("IST0173", "DestinationRuleSubsetNotSelectPods", Error);
    public static readonly AnalysisCode UnknownDestinationRuleHost = new("IST0174", "UnknownDestinationRuleHost", Warning);
    public static readonly AnalysisCode ConflictingServiceEntryProtocol = new("IST0177", "ConflictingServiceEntryProtocol", Warning);
}
