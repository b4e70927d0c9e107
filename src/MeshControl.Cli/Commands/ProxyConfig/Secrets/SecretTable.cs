using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using MeshControl.Cli.Dumps;
using MeshControl.Cli.Output;

namespace MeshControl.Cli.Commands.ProxyConfig.Secrets;

/// <summary>The table of secrets: which certificates an Envoy holds and whether they are valid now.</summary>
internal static class SecretTable
{
    public const string None = "No active or warming secrets found.";

    private const string SpiffeValidator = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.SPIFFECertValidatorConfig";

    /// <summary>Writes the table, warming secrets first, or the sentence that there is none.</summary>
    public static void Write(TextWriter output, EnvoyDump dump, DateTimeOffset now, bool named)
    {
        var rows = dump.Secrets.Items("dynamic_warming_secrets").SelectMany(entry => Rows(entry, "WARMING"))
            .Concat(dump.Secrets.Items("dynamic_active_secrets").SelectMany(entry => Rows(entry, "ACTIVE")))
            .ToList();
        if (rows.Count == 0)
        {
            output.WriteLine(None);
            return;
        }
        // The trust domain column only makes sense when every row can fill it.
        var domains = rows.TrueForAll(row => row.TrustDomain.Length > 0);
        string[] header = ["RESOURCE NAME", "TYPE", "STATUS", "VALID CERT", "SERIAL NUMBER", "NOT AFTER", "NOT BEFORE"];
        var table = new ColumnTable(gap: 5, domains ? [.. header, "TRUST DOMAIN"] : header);
        foreach (var row in rows)
        {
            string[] cells = [named ? $"secret/{row.Name}" : row.Name, .. Certificate(row.Certificate, now)];
            cells = [cells[0], cells[1], row.State, .. cells[2..]];
            table.Add(domains ? [.. cells, row.TrustDomain] : cells);
        }
        table.WriteTo(output);
    }

    private static IEnumerable<(string Name, string State, X509Certificate2? Certificate, string TrustDomain)> Rows(JsonElement entry, string state)
    {
        var name = entry.Text("name");
        var secret = entry.Field("secret");
        var validation = secret.Field("validation_context");
        var chain = secret.Field("tls_certificate", "certificate_chain").Text("inline_bytes");
        var roots = validation.Field("trusted_ca").Text("inline_bytes");
        var custom = validation.Field("custom_validator_config", "typed_config");
        if (chain.Length == 0 && roots.Length == 0 && custom.Text("@type") == SpiffeValidator)
        {
            foreach (var domain in custom.Items("trust_domains"))
                yield return (name, state, Load(domain.Field("trust_bundle").Text("inline_bytes")), domain.Text("name"));
            yield break;
        }
        var certificate = Load(chain.Length > 0 ? chain : roots);
        yield return (name, state, certificate, certificate is null ? "" : TrustDomain(certificate));
    }

    /// <summary>Type, validity, serial number and dates.</summary>
    private static string[] Certificate(X509Certificate2? certificate, DateTimeOffset now)
    {
        if (certificate is null)
            return ["", "false", "", "", ""];
        var isAuthority = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);
        var valid = now.UtcDateTime > certificate.NotBefore.ToUniversalTime() && now.UtcDateTime < certificate.NotAfter.ToUniversalTime();
        return [
            isAuthority ? "CA" : "Cert Chain",
            valid ? "true" : "false",
            certificate.SerialNumber.ToLowerInvariant().TrimStart('0').PadLeft(32, '0'),
            Time(certificate.NotAfter),
            Time(certificate.NotBefore),
        ];
    }

    private static string Time(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static string TrustDomain(X509Certificate2 certificate)
    {
        const string scheme = "URI:spiffe://";
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault()?.Format(multiLine: false) ?? "";
        var start = names.IndexOf(scheme, StringComparison.Ordinal);
        return start < 0 ? "" : names[(start + scheme.Length)..].Split('/', ',')[0];
    }

    // A redacted or broken certificate is a row without dates, not an error.
    private static X509Certificate2? Load(string base64)
    {
        try
        {
            return base64.Length == 0 ? null : X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(base64)));
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
