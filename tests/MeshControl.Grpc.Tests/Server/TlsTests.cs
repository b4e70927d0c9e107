using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Grpc.Client;
using MeshControl.Grpc.Server;
using MeshControl.Grpc.Tests.Host;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace MeshControl.Grpc.Tests.Server;

public class TlsTests
{
    [Fact]
    [SuppressMessage("Security", "CA5359", Justification = "The test trusts exactly the certificates it made itself.")]
    public async Task Certificate_of_the_client_is_seen_by_the_handler_over_ALPN_h2()
    {
        using var serverCertificate = TestCertificates.Create("server");
        using var clientCertificate = TestCertificates.Create("client");
        await using var host = await GrpcTestHost.StartAsync(
            e => e.MapGrpcUnary(EchoService.Unary, (_, call) => ValueTask.FromResult<IMessage>(new StringValue { Value = call.ClientCertificate?.Subject ?? "none" })),
            listen: l => l.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = serverCertificate,
                ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                ClientCertificateValidation = (_, _, _) => true,
            }));
        var tls = new SslClientAuthenticationOptions
        {
            ClientCertificates = [clientCertificate],
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == serverCertificate.GetCertHashString(),
        };
        using var channel = new GrpcChannel(new Uri($"https://127.0.0.1:{host.Address.Port}"), tls);

        var answer = await channel.UnaryAsync(EchoService.Unary, new StringValue(), StringValue.Parser);

        Assert.Equal("CN=client", answer.Value);
    }
}
