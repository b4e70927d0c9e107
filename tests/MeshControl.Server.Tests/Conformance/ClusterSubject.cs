using System.Net;
using MeshControl.Kubernetes.Client;
using MeshControl.Server.Sources.Kubernetes;
using MeshControl.Server.Tests.Kubernetes;
using MeshControl.Testing.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshControl.Server.Tests.Conformance;

/// <summary>A cluster behind an API server; cut off is one that breaks its connections, forgets its history and answers nothing but errors.</summary>
internal sealed class ClusterSubject : SourceSubject
{
    private readonly FakeApiServer _server;
    private readonly KubeApi _api;

    private ClusterSubject(FakeApiServer server)
    {
        _server = server;
        _api = server.Connect();
    }

    public static async Task<ClusterSubject> StartAsync(IReadOnlyDictionary<string, int> initial)
    {
        var subject = new ClusterSubject(await FakeApiServer.StartAsync());
        foreach (var (name, value) in initial)
        {
            await subject.PutAsync(name, value);
        }

        subject.Run(new KubernetesSource(subject._api, FollowedCluster.Options, TimeProvider.System, NullLogger<KubernetesSource>.Instance));
        return subject;
    }

    public override Task PutAsync(string name, int value)
    {
        _server.Put(Manifest(name, value));
        return Task.CompletedTask;
    }

    public override Task DeleteAsync(string name)
    {
        Assert.True(_server.Delete(FakeKinds.Services, "conformance", name));
        return Task.CompletedTask;
    }

    public override Task DisconnectAsync()
    {
        _server.Faults.Answer = _ => FakeAnswer.Of(HttpStatusCode.ServiceUnavailable);
        _server.Faults.DisconnectWatches();
        _server.Faults.Compact();
        return Task.CompletedTask;
    }

    public override Task ReconnectAsync()
    {
        _server.Faults.Answer = null;
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await StopAsync();
        _api.Dispose();
        await _server.DisposeAsync();
    }
}
