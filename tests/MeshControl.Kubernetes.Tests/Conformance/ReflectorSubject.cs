using System.Text;
using System.Text.Json;
using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Watching;
using MeshControl.Testing.Conformance;
using MeshControl.Testing.Kubernetes;

namespace MeshControl.Kubernetes.Tests.Conformance;

/// <summary>A reflector of one namespace's ConfigMaps, with somebody else who changes them through the same API server.</summary>
internal sealed class ReflectorSubject : ConformanceSubject
{
    private readonly KubeApi _writer;
    private readonly KubeApi _reader;
    private readonly string _namespace;
    private readonly Wire _wire;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    private ReflectorSubject(KubeApi writer, KubeApi reader, Wire wire, string @namespace) => (_writer, _reader, _wire, _namespace) = (writer, reader, wire, @namespace);

    public static async Task<ReflectorSubject> StartAsync(Func<HttpMessageHandler?, KubeApi> connect, string @namespace, IReadOnlyDictionary<string, int> initial)
    {
        var wire = new Wire();
        var writer = connect(null);
        var subject = new ReflectorSubject(writer, connect(wire), wire, @namespace);
        await writer.ApplyAsync(FakeKinds.Namespaces, null, @namespace, Json($$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{@namespace}}}"}}"""), new ApplyOptions("test"), default);
        foreach (var (name, value) in initial)
            await subject.PutAsync(name, value);
        subject._running = Task.Run(subject.FollowAsync);
        return subject;
    }

    public override async Task PutAsync(string name, int value) => await _writer.ApplyAsync(
        FakeKinds.ConfigMaps,
        _namespace,
        name,
        Json($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{name}}}","labels":{"suite":"conformance"}},"data":{"value":"{{{value}}}"}}"""),
        new ApplyOptions("test", Force: true),
        default);

    public override async Task DeleteAsync(string name) => Assert.True(await _writer.DeleteAsync(FakeKinds.ConfigMaps, _namespace, name, default));

    public override Task DisconnectAsync() => _wire.CutAsync();

    public override Task ReconnectAsync()
    {
        _wire.Mend();
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        _reader.Dispose();
        _writer.Dispose();
        _stop.Dispose();
    }

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);

    private static int Value(KubeObject config)
    {
        using var document = JsonDocument.Parse(config.Json);
        return int.Parse(document.RootElement.GetProperty("data").GetProperty("value").GetString()!);
    }

    private async Task FollowAsync()
    {
        // A real server puts a ConfigMap of its own into every namespace; ours are labelled.
        var options = new ReflectorOptions { Namespace = _namespace, LabelSelector = "suite=conformance", PageSize = 2, BackoffFirst = TimeSpan.FromMilliseconds(20), BackoffLimit = TimeSpan.FromMilliseconds(100) };
        await foreach (var @event in new Reflector(_reader, FakeKinds.ConfigMaps, options).RunAsync(_stop.Token))
        {
            switch (@event)
            {
                case ReflectorEvent.Replaced replaced:
                    OnReplaced(replaced.Objects.ToDictionary(o => o.Metadata.Name, Value));
                    break;
                case ReflectorEvent.Upserted upserted:
                    OnUpserted(upserted.Object.Metadata.Name, Value(upserted.Object));
                    break;
                case ReflectorEvent.Deleted deleted:
                    OnDeleted(deleted.Object.Metadata.Name);
                    break;
                case ReflectorEvent.Synced:
                    OnSynced();
                    break;
            }
        }
    }
}
