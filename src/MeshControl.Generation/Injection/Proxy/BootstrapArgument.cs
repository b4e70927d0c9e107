using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeshControl.Generation.Bootstrap;
using MeshControl.Generation.Injection.Annotations;
using MeshControl.Generation.Injection.Capture;
using MeshControl.Generation.Injection.Pods;
using MeshControl.Generation.Rendering;
using MeshControl.Incremental;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Generation.Injection.Proxy;

/// <summary>
/// The proxy's bootstrap as an argument of its container. What is not known before the pod runs, such as its address, is a reference to the environment
/// that the kubelet fills in.
/// </summary>
internal static class BootstrapArgument
{
    /// <summary>Variables of templates; they are filled in last, when labels and environment are complete.</summary>
    public const string OfSidecar = "${bootstrap.sidecar}";

    public const string OfRouter = "${bootstrap.router}";

    private const string RootFile = "/var/run/secrets/istio/root-cert.pem";
    private const string TokenFile = "/var/run/secrets/tokens/istio-token";
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Render(ProxySettings settings, JsonObject pod, ProxyType type, IReadOnlyList<AppProbe> probes)
    {
        var colon = settings.DiscoveryAddress.LastIndexOf(':');
        var request = new BootstrapRequest
        {
            Proxy = Identity(settings, pod, type),
            DiscoveryHost = settings.DiscoveryAddress[..colon].Trim('[', ']'),
            DiscoveryPort = int.Parse(settings.DiscoveryAddress[(colon + 1)..], CultureInfo.InvariantCulture),
            Credentials = new BootstrapCredentials(RootFile, TokenFile),
            AdminPort = settings.Config.ProxyAdminPort,
            StatusPort = settings.StatusPort,
            AppProbes = probes,
            Config = WithStats(settings),
            StatsFlushInterval = settings.Annotation(PodAnnotations.StatsFlushInterval) is { Length: > 0 } text ? Duration(text) : null,
        };
        var bootstrap = ResourceJson.Of(BootstrapRenderer.Render(request));
        var environment = pod.Proxy().Items("env").ToList();
        AddMetadata(bootstrap, environment);
        return KubeletText.EscapeExcept(bootstrap.ToJsonString(Compact), environment.Select(variable => variable.Text("name")));
    }

    private static ProxyIdentity Identity(ProxySettings settings, JsonObject pod, ProxyType type)
    {
        var ns = Reference(ProxyEnvironment.PodNamespace);
        return new ProxyIdentity
        {
            Type = type,
            Id = $"{Reference(ProxyEnvironment.PodName)}.{ns}",
            Addresses = [Reference(ProxyEnvironment.PodAddress)],
            DnsDomain = $"{ns}.svc.{settings.DomainSuffix}",
            Metadata = new ProxyMetadata
            {
                Namespace = ns,
                Labels = pod.Texts("labels").ToEquatableMap(),
                InstanceIps = [Reference(ProxyEnvironment.PodAddresses)],
                WorkloadName = pod.Proxy().Named("env", ProxyEnvironment.MetadataPrefix + "WORKLOAD_NAME").Text("value"),
                ServiceAccount = Reference(ProxyEnvironment.ServiceAccount),
                IstioVersion = PodIdentity.Version,
                InterceptionMode = type == ProxyType.Router ? InterceptionMode.Redirect : settings.Mode switch
                {
                    CaptureMode.Tproxy => InterceptionMode.TProxy,
                    CaptureMode.None => InterceptionMode.None,
                    _ => InterceptionMode.Redirect,
                },
                StatusPort = BootstrapRequest.DefaultReadinessPort,
                PrometheusPort = BootstrapRequest.DefaultMetricsPort,
                ProxyConfigJson = settings.HasOwnConfig ? ProxyConfigText.Write(settings.Config) : "",
            },
        };
    }

    private static ProxyConfig WithStats(ProxySettings settings)
    {
        var (prefixes, suffixes, regexps) = (List(PodAnnotations.StatsPrefixes), List(PodAnnotations.StatsSuffixes), List(PodAnnotations.StatsRegexps));
        if (prefixes.Count + suffixes.Count + regexps.Count == 0)
        {
            return settings.Config;
        }

        var matcher = settings.Config.ProxyStatsMatcher ?? new ProxyStatsMatcher();
        return settings.Config with
        {
            ProxyStatsMatcher = new ProxyStatsMatcher
            {
                InclusionPrefixes = prefixes.Count > 0 ? prefixes : matcher.InclusionPrefixes,
                InclusionSuffixes = suffixes.Count > 0 ? suffixes : matcher.InclusionSuffixes,
                InclusionRegexps = regexps.Count > 0 ? regexps : matcher.InclusionRegexps,
            },
        };

        IReadOnlyList<string> List(string annotation) => settings.Annotation(annotation).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private static void AddMetadata(JsonObject bootstrap, IEnumerable<JsonObject> environment)
    {
        var metadata = bootstrap["node"]!.AsObject().Child("metadata");
        foreach (var variable in environment)
        {
            var name = variable.Text("name");
            if (name.StartsWith(ProxyEnvironment.MetadataPrefix, StringComparison.Ordinal))
            {
                metadata[name[ProxyEnvironment.MetadataPrefix.Length..]] = variable["value"] is null ? Reference(name) : KubeletText.Unescape(variable.Text("value"));
            }
        }
    }

    private static TimeSpan? Duration(string text) => GoDuration.TryParse(text, out var duration) ? duration : null;

    private static string Reference(string variable) => $"$({variable})";
}
