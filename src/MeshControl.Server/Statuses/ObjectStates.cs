using System.Collections.Concurrent;
using MeshControl.Model.Resources;

namespace MeshControl.Server.Statuses;

/// <summary>The objects that carry a status of ours, as the cluster's source knows them: it writes, the leader reads.</summary>
internal sealed class ObjectStates
{
    private readonly ConcurrentDictionary<ResourceKey, ObjectState> _states = [];

    /// <summary>Raised on the source's thread; handlers only set a flag.</summary>
    public event Action? Changed;

    public ICollection<ObjectState> All => _states.Values;

    public void Set(ObjectState state)
    {
        _states[state.Key] = state;
        Changed?.Invoke();
    }

    public void Remove(ResourceKey key)
    {
        if (_states.TryRemove(key, out _))
        {
            Changed?.Invoke();
        }
    }
}
