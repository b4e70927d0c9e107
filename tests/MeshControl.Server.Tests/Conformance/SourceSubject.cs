using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Server.Sources;
using MeshControl.Testing.Conformance;

namespace MeshControl.Server.Tests.Conformance;

/// <summary>A source of the engine whose objects are services; an object's value is its port. The store applies what the source reports, as the engine's does.</summary>
internal abstract class SourceSubject : ConformanceSubject
{
    private readonly ResourceStore _store = new();
    private CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>The manifest of a service whose port is the value.</summary>
    protected static string Manifest(string name, int value) =>
        $$$$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"{{{{name}}}}","namespace":"conformance"},"spec":{"ports":[{"name":"http","port":{{{{value}}}}}]}}""";

    protected void Run(IResourceSource source)
    {
        _stop = new CancellationTokenSource();
        _running = source.RunAsync(Take, _stop.Token);
    }

    protected async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(static _ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private void Take(SourceUpdate update)
    {
        foreach (var change in _store.Apply(update.Events).Changes)
        {
            if (change.After is Resource<KubeService> service)
            {
                OnUpserted(service.Name, service.Spec.Spec.Ports[0].Port);
            }
            else if (change.Key.Kind == KindCatalog.Service.Id)
            {
                OnDeleted(change.Key.Name);
            }
        }

        OnSynced();
    }
}
