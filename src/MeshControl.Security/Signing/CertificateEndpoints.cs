using MeshControl.Grpc;
using MeshControl.Grpc.Server;
using MeshControl.Protos.Istio.V1.Auth;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MeshControl.Security.Signing;

/// <summary>Maps the certificate service.</summary>
public static class CertificateEndpoints
{
    public static void MapCertificates(this IEndpointRouteBuilder endpoints)
    {
        var service = endpoints.ServiceProvider.GetRequiredService<CertificateService>();
        endpoints.MapGrpcUnary(
            new GrpcMethod<IstioCertificateRequest>(CertificateService.ServiceName, "CreateCertificate", IstioCertificateRequest.Parser), service.CreateCertificateAsync);
    }
}
