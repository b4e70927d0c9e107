using MeshControl.Security.Authority;
using Microsoft.Extensions.Hosting;

namespace MeshControl.Server.Secrets;

/// <summary>Opens the authority when the host starts: being its argument is enough. Bad files then stop the start instead of the first proxy.</summary>
internal sealed class AuthorityStart(CertificateAuthority authority) : IHostedService
{
    public CertificateAuthority Authority { get; } = authority;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
