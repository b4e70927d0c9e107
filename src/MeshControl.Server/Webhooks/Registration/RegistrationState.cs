using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Watching;

namespace MeshControl.Server.Webhooks.Registration;

/// <summary>The webhook configurations of this revision as far as they are known, and how often the patch of each has failed in a row.</summary>
internal sealed class RegistrationState
{
    private readonly SortedDictionary<(string Kind, string Name), KubeObject> _objects = [];
    private readonly Dictionary<(string Kind, string Name), int> _failures = [];

    public IReadOnlyList<KubeObject> Objects => [.. _objects.Values];

    public void Apply(ApiResource resource, ReflectorEvent @event)
    {
        switch (@event)
        {
            case ReflectorEvent.Replaced replaced:
                foreach (var gone in _objects.Keys.Where(key => key.Kind == resource.Kind).ToList())
                {
                    _objects.Remove(gone);
                }

                foreach (var now in replaced.Objects)
                {
                    Set(now);
                }

                break;
            case ReflectorEvent.Upserted upserted:
                Set(upserted.Object);
                break;
            case ReflectorEvent.Deleted deleted:
                _objects.Remove(Key(deleted.Object));
                _failures.Remove(Key(deleted.Object));
                break;
        }
    }

    public void Set(KubeObject configuration) => _objects[Key(configuration)] = configuration;

    public int Failures(KubeObject configuration) => _failures.GetValueOrDefault(Key(configuration));

    public void Failed(KubeObject configuration) => _failures[Key(configuration)] = Failures(configuration) + 1;

    public void Succeeded(KubeObject configuration) => _failures.Remove(Key(configuration));

    private static (string Kind, string Name) Key(KubeObject configuration) => (configuration.Resource.Kind, configuration.Metadata.Name);
}
