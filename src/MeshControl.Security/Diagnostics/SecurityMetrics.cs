using System.Diagnostics.Metrics;
using MeshControl.Security.Authority;

namespace MeshControl.Security.Diagnostics;

/// <summary>Counters on the meter `MeshControl.Security`: citadel's names where the meaning is the same.</summary>
public sealed class SecurityMetrics : IDisposable
{
    private readonly Meter _meter = new("MeshControl.Security");
    private readonly Counter<long> _issued;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _successes;
    private readonly Counter<long> _unauthenticated;
    private readonly Counter<long> _unreadable;
    private readonly Counter<long> _unsigned;
    private readonly Counter<long> _claims;
    private readonly Counter<long> _unusable;
    private readonly TimeProvider _clock;

    public SecurityMetrics(TimeProvider clock)
    {
        _clock = clock;
        _issued = _meter.CreateCounter<long>("meshcontrol_identity_issued", null, "Certificates asked of the authority, by result.");
        _refused = _meter.CreateCounter<long>("meshcontrol_sds_refused", null, "Streams that asked for secrets which they may not have, by reason.");
        _claims = _meter.CreateCounter<long>("meshcontrol_xds_claims_refused", null, "Streams whose node said something else than their credentials.");
        _unusable = _meter.CreateCounter<long>("pilot_sds_certificate_errors_total", null, "Credentials of gateways that are missing or broken.");
        _requests = _meter.CreateCounter<long>("citadel_server_csr_count", null, "Signing requests received.");
        _successes = _meter.CreateCounter<long>("citadel_server_success_cert_issuance_count", null, "Signing requests answered with a certificate.");
        _unauthenticated = _meter.CreateCounter<long>("citadel_server_authentication_failure_count", null, "Calls whose credentials were refused.");
        _unreadable = _meter.CreateCounter<long>("citadel_server_csr_parsing_err_count", null, "Signing requests that could not be read or may not be signed.");
        _unsigned = _meter.CreateCounter<long>("citadel_server_csr_sign_err_count", null, "Signing requests that failed, by error.");
    }

    /// <summary>A stream asked for secrets that it may not have.</summary>
    public void SecretRefused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>A stream claimed to be something else than its credentials prove.</summary>
    public void ClaimRefused() => _claims.Add(1);

    /// <summary>A gateway asked for a credential that is missing or broken.</summary>
    public void CredentialUnusable() => _unusable.Add(1);

    public void Dispose() => _meter.Dispose();

    internal void AuthenticationFailed() => _unauthenticated.Add(1);

    internal void SigningRequested() => _requests.Add(1);

    internal void SigningSucceeded() => _successes.Add(1);

    internal void SigningRequestRefused()
    {
        _unreadable.Add(1);
        SigningFailed("CSR_ERROR");
    }

    internal void SigningFailed(string error) => _unsigned.Add(1, new KeyValuePair<string, object?>("error", error));

    internal void Issued() => _issued.Add(1, new KeyValuePair<string, object?>("result", "ok"));

    internal void NotIssued(IssuanceFailure failure) => _issued.Add(1, new KeyValuePair<string, object?>("result", failure.ToString().ToLowerInvariant()));

    internal void Watch(Func<SignerSet> current)
    {
        Gauge("citadel_server_root_cert_expiry_timestamp", () => RootExpiry(current()).ToUnixTimeSeconds(), "When the first of the trusted roots expires.");
        Gauge("citadel_server_root_cert_expiry_seconds", () => (long)(RootExpiry(current()) - _clock.GetUtcNow()).TotalSeconds, "Time until the first of the trusted roots expires.");
        Gauge("citadel_server_cert_chain_expiry_timestamp", () => current().Signer.NotAfter.ToUnixTimeSeconds(), "When the signing certificate expires.");
        Gauge("citadel_server_cert_chain_expiry_seconds", () => (long)(current().Signer.NotAfter - _clock.GetUtcNow()).TotalSeconds, "Time until the signing certificate expires.");
    }

    private static DateTimeOffset RootExpiry(SignerSet current) => current.Roots.FirstExpiry;

    private void Gauge(string name, Func<long> value, string description) => _meter.CreateObservableGauge(name, value, null, description);
}
