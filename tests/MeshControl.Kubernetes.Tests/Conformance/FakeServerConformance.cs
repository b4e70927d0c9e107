using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Connection;
using MeshControl.Testing.Conformance;
using MeshControl.Testing.Kubernetes;

namespace MeshControl.Kubernetes.Tests.Conformance;

/// <summary>The reflector does what every source does, against the fake server over plain HTTP and over TLS with HTTP/2.</summary>
public sealed class FakeServerConformance : SourceConformance, IAsyncLifetime
{
    private FakeApiServer _server = null!;

    public async Task InitializeAsync() => _server = await FakeApiServer.StartAsync(new FakeApiServerOptions(Tls: true));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_reflector_conforms_against_the_fake_server(string @case) => RunAsync(@case);

    protected override async Task<ConformanceSubject> StartAsync(IReadOnlyDictionary<string, int> initial)
    {
        var connection = _server.Connection();
        return await ReflectorSubject.StartAsync(wire => new KubeApi(connection, Plug(wire, connection)), "conformance", initial);
    }

    internal static HttpMessageHandler? Plug(HttpMessageHandler? wire, KubeConnection connection)
    {
        if (wire is DelegatingHandler handler)
            handler.InnerHandler = ConnectionHandler.Create(connection);
        return wire;
    }
}
