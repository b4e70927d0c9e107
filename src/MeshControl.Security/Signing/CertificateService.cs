using System.Text;
using Google.Protobuf;
using MeshControl.Grpc;
using MeshControl.Grpc.Server;
using MeshControl.Protos.Istio.V1.Auth;
using MeshControl.Security.Authentication;
using MeshControl.Security.Authority;
using MeshControl.Security.Diagnostics;
using Microsoft.Extensions.Logging;

namespace MeshControl.Security.Signing;

/// <summary>istio.v1.auth.IstioCertificateService: signs the keys of agents that make their own. The identity is the caller's, whatever the request says.</summary>
public sealed class CertificateService(CallerAuthentication authentication, ICertificateIssuer issuer, SecurityMetrics metrics, ILogger<CertificateService> log)
{
    internal const string ServiceName = "istio.v1.auth.IstioCertificateService";
    private const string Impersonation = "ImpersonatedIdentity";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36500);

    /// <summary>CreateCertificate: leaf, intermediates, and last the trusted roots, each as PEM.</summary>
    /// <exception cref="GrpcStatusException">UNAUTHENTICATED, INVALID_ARGUMENT naming the problem, UNAVAILABLE or INTERNAL.</exception>
    public async ValueTask<IMessage> CreateCertificateAsync(IstioCertificateRequest request, GrpcCall call)
    {
        metrics.SigningRequested();
        var caller = await authentication.AuthenticateAsync(call, call.Aborted);
        return await CreateCertificateAsync(request, caller, call.Aborted);
    }

    internal async ValueTask<IstioCertificateResponse> CreateCertificateAsync(
        IstioCertificateRequest request, CallerIdentity? caller, CancellationToken cancellationToken)
    {
        if (caller is null)
        {
            metrics.AuthenticationFailed();
            throw new GrpcStatusException(GrpcStatusCode.Unauthenticated, "certificates are signed for authenticated callers only");
        }

        if (request.Metadata?.Fields.GetValueOrDefault(Impersonation)?.StringValue is { Length: > 0 })
        {
            metrics.AuthenticationFailed();
            Log.SigningRefused(log, caller.Identity, "impersonation");
            throw new GrpcStatusException(GrpcStatusCode.Unauthenticated, "nobody may ask for the certificate of another identity");
        }

        var (key, problem) = SigningRequestContent.Read(request.Csr, caller.Identity);
        if (key is null)
        {
            metrics.SigningRequestRefused();
            Log.SigningRefused(log, caller.Identity, problem);
            throw new GrpcStatusException(GrpcStatusCode.InvalidArgument, problem);
        }

        var issued = await IssueAsync(new SigningRequest(caller.Identity, key, Lifetime(request.ValidityDuration)) { Proof = () => SigningRequestContent.Der(request.Csr) }, cancellationToken);
        metrics.SigningSucceeded();
        return new IstioCertificateResponse
        {
            CertChain =
            {
                issued.Chain.Select(certificate => Encoding.ASCII.GetString(PemText.Certificates([certificate]))).Append(Encoding.ASCII.GetString(issuer.Roots.Pem.Span)),
            },
        };
    }

    private static TimeSpan? Lifetime(long seconds) => seconds <= 0 ? null : seconds >= Longest.TotalSeconds ? Longest : TimeSpan.FromSeconds(seconds);

    private async ValueTask<IssuedCertificate> IssueAsync(SigningRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await issuer.IssueAsync(request, cancellationToken);
        }
        catch (IssuanceException e)
        {
            var (code, error) = e.Failure switch
            {
                IssuanceFailure.Lifetime => (GrpcStatusCode.InvalidArgument, "TTL_ERROR"),
                IssuanceFailure.Revoked => (GrpcStatusCode.PermissionDenied, "REVOKED"),
                IssuanceFailure.NotReady => (GrpcStatusCode.Unavailable, "CA_NOT_READY"),
                _ => (GrpcStatusCode.Internal, "CERT_GEN_ERROR"),
            };
            metrics.SigningFailed(error);
            throw new GrpcStatusException(code, e.Message, e);
        }
    }
}
