using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace MeshControl.Security.Serving;

/// <summary>Turns a port into one of the mesh's TLS ports.</summary>
public static class MeshTlsKestrel
{
    /// <summary>Needs <see cref="MeshTls"/> among the services.</summary>
    /// <param name="askForClientCertificate">False for ports of callers outside the mesh, such as an API server, whose certificates mean nothing here.</param>
    public static ListenOptions UseMeshTls(this ListenOptions listen, bool askForClientCertificate = true)
    {
        var tls = listen.ApplicationServices.GetRequiredService<MeshTls>();
        return listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(tls.Handshake(askForClientCertificate)) });
    }
}
