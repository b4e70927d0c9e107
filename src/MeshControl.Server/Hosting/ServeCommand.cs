using System.CommandLine;
using System.Net;
using MeshControl.Generation.Output;
using MeshControl.Server.Secrets;

namespace MeshControl.Server.Hosting;

/// <summary>The command line of meshd.</summary>
internal static class ServeCommand
{
    public static RootCommand Create()
    {
        var root = new RootCommand("meshd is a control plane for Envoy: it reads Kubernetes and Istio objects and serves xDS.");
        root.Add(CreateServe());
        return root;
    }

    private static Command CreateServe()
    {
        var defaults = new ServeOptions();
        var config = new Option<string[]>("--config") { Description = "Folder of YAML to serve and watch (repeatable)", HelpName = "DIR" };
        var ads = new Option<IPEndPoint?>("--ads")
        {
            Description = "Address of plaintext ADS, or none", HelpName = "IP:PORT", CustomParser = static result => result.Tokens[0].Value == "none" ? null : ParseAddress(result), DefaultValueFactory = _ => defaults.AdsAddress,
        };
        var secure = new Option<IPEndPoint?>("--secure-ads")
        {
            Description = "Address of ADS and certificate signing over TLS, for authenticated proxies (istiod: 15012); without it there is none",
            HelpName = "IP:PORT", CustomParser = ParseAddress,
        };
        var webhooks = new Option<IPEndPoint?>("--webhook-address")
        {
            Description = "Address of the admission webhooks over HTTPS: /inject and /validate (istiod: 15017); without it there are none",
            HelpName = "IP:PORT", CustomParser = ParseAddress,
        };
        var injection = new Option<string?>("--injection-config")
        {
            Description = "What the sidecar injector does: its ConfigMap, or that one's key config; read again when it changes. Without it the cluster's ConfigMap istio-sidecar-injector, else what is built in",
            HelpName = "FILE",
        };
        var injectionValues = new Option<string?>("--injection-values") { Description = "Values of the sidecar injector, the ConfigMap's key values", HelpName = "FILE" };
        var names = new Option<string[]>("--host-name") { Description = "Name in the server's certificate (repeatable); without it istiod's names", HelpName = "NAME" };
        var tokens = new Option<string?>("--token-file") { Description = "File with a line TOKEN NAMESPACE/SERVICEACCOUNT for each proxy identity", HelpName = "FILE" };
        var keys = new Option<string?>("--token-keys")
        {
            Description = "Keys (JWKS) of the cluster whose service account tokens are accepted, for audience istio-ca", HelpName = "FILE",
        };
        var plugged = new Option<string?>("--cacerts")
        {
            Description = "Folder with a signing certificate of your own (ca-cert.pem, ca-key.pem, cert-chain.pem, root-cert.pem)", HelpName = "DIR",
        };
        var admin = new Option<IPEndPoint>("--admin")
        {
            Description = "Address of health, metrics and debugging over HTTP", HelpName = "IP:PORT", CustomParser = ParseAddress,
            DefaultValueFactory = _ => defaults.AdminAddress,
        };
        var delivery = new Option<string>("--route-delivery")
        {
            Description = "How delta streams of Envoy get their routes: vhost (each virtual host on its own) or table", DefaultValueFactory = _ => "vhost",
        };
        delivery.AcceptOnlyFromAmong("vhost", "table");
        var domain = new Option<string>("--domain") { Description = "Suffix of Kubernetes service hosts", DefaultValueFactory = _ => defaults.DomainSuffix };
        var authority = new Option<string>("--ca-dir")
        {
            Description = "Folder of the certificate authority's root; made on first start", HelpName = "DIR", DefaultValueFactory = _ => defaults.AuthorityFolder,
        };
        var secrets = new Option<string>("--plaintext-secrets")
        {
            Description = "Who gets workload certificates over plaintext ADS, where nobody verifies who asks: loopback, nobody, or everybody that reaches it",
            DefaultValueFactory = _ => "loopback",
        };
        secrets.AcceptOnlyFromAmong("loopback", "nobody", "everybody");
        var level = new Option<string>("--log-level") { Description = "debug, info, warn or error", DefaultValueFactory = _ => defaults.LogLevel };
        level.AcceptOnlyFromAmong("debug", "info", "warn", "error");
        var command = new Command("serve", "Serve xDS from a cluster, from folders of YAML, or from both") { config, ads, secure, webhooks, injection, injectionValues, names, tokens, keys, plugged, admin, delivery, domain, authority, secrets, level };
        var cluster = new ClusterCommandLine();
        cluster.AddTo(command);
        var keySets = new KeySetArguments(command);
        var rateLimits = new RateLimitArguments(command);
        var signer = new SignerArguments(command);
        command.SetAction((parsed, cancellation) => MeshHost.RunAsync(cluster.Apply(new ServeOptions
        {
            ConfigFolders = parsed.GetValue(config) ?? [],
            AdsAddress = parsed.GetValue(ads),
            SecureAdsAddress = parsed.GetValue(secure),
            WebhookAddress = parsed.GetValue(webhooks),
            InjectionConfigFile = parsed.GetValue(injection),
            InjectionValuesFile = parsed.GetValue(injectionValues),
            HostNames = parsed.GetValue(names) ?? [],
            TokenFile = parsed.GetValue(tokens),
            TokenKeyFile = parsed.GetValue(keys),
            PluggedInAuthorityFolder = parsed.GetValue(plugged),
            AdminAddress = parsed.GetRequiredValue(admin),
            RouteDelivery = parsed.GetValue(delivery) == "table" ? RouteDelivery.Table : RouteDelivery.VirtualHost,
            DomainSuffix = parsed.GetRequiredValue(domain),
            AuthorityFolder = parsed.GetRequiredValue(authority),
            PlaintextSecrets = parsed.GetValue(secrets) switch
            {
                "everybody" => PlaintextSecrets.Always,
                "nobody" => PlaintextSecrets.Never,
                _ => PlaintextSecrets.Loopback,
            },
            KeySets = keySets.Read(parsed),
            RateLimits = rateLimits.Read(parsed),
            Signer = signer.Read(parsed),
            LogLevel = parsed.GetRequiredValue(level),
        }, parsed), cancellation));
        return command;
    }

    private static IPEndPoint? ParseAddress(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (IPEndPoint.TryParse(text.StartsWith(':') ? "0.0.0.0" + text : text, out var address) && address.Port is > 0 and <= 65535)
        {
            return address;
        }

        result.AddError($"'{text}' is not an address; write IP:PORT, for example 127.0.0.1:15010");
        return null;
    }
}
