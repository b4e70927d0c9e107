using System.Globalization;
using MeshControl.Generation.Output;
using MeshControl.Xds.Pushing;
using MeshControl.Xds.Requests;
using MeshControl.Xds.Tests.Host;

namespace MeshControl.Xds.Tests.Model;

/// <summary>
/// A reference client: what a proxy believes, written down plainly. It drops what it did not ask for, loses hosts of tables it does not have,
/// and waits with new clusters for endpoints that arrive after them.
/// </summary>
internal sealed class ModelClient(bool isDelta)
{
    private readonly Dictionary<ResourceType, TypeState> _types = [];
    private readonly HashSet<string> _tablesWithHosts = [];

    public Queue<AdsRequest> Outbox { get; } = new();

    public IEnumerable<TypeState> Types => _types.Values;

    public TypeState Of(ResourceType type) => _types.TryGetValue(type, out var state) ? state : _types[type] = new TypeState(type);

    /// <summary>Asks for everything (by the legacy wildcard) or for names.</summary>
    public void Begin(ResourceType type, params string[] names)
    {
        var state = Of(type);
        state.IsOpen = true;
        state.IsWildcard = names.Length == 0;
        state.Wanted.UnionWith(names);
        Outbox.Enqueue(Request(state) with { Names = names });
    }

    public void Want(ResourceType type, string name)
    {
        var state = Of(type);
        if (!state.IsOpen)
        {
            Begin(type, name);
        }
        else if (state.Wanted.Add(name))
        {
            Outbox.Enqueue(isDelta ? Request(state) with { Names = [name] } : Request(state));
        }
    }

    public void Drop(ResourceType type, string name)
    {
        var state = Of(type);
        if (state.IsOpen && state.Wanted.Remove(name))
        {
            Forget(state, name);
            Outbox.Enqueue(isDelta ? Request(state) with { Unsubscribed = [name] } : Request(state));
        }
    }

    /// <summary>The stream broke: what is held stays, what was under way is lost.</summary>
    public void Reconnect(Random random)
    {
        Outbox.Clear();
        foreach (var state in _types.Values.Where(state => state.IsOpen).OrderBy(_ => random.Next()))
        {
            state.Nonce = "";
            // A cluster that waits for endpoints is without them, so their version is not told. Stock Envoy tells it, and waits for its fetch timeout.
            Outbox.Enqueue(Request(state) with
            {
                Names = state.IsWildcard ? [] : [.. state.Wanted],
                InitialVersions = isDelta ? [.. state.Held.Where(held => !state.Awaited.Contains(held.Key))] : [],
            });
        }
    }

    /// <summary>Takes a response and answers it.</summary>
    /// <param name="bad">A resource to reject, or null.</param>
    public void Receive(AdsReply reply, string? bad)
    {
        var state = Of(reply.Type!);
        state.Nonce = reply.Nonce;
        CheckForm(reply, state);
        if (bad is null || TypeRules.AppliesInParts(state.Type))
        {
            Apply(state, reply, bad);
        }

        foreach (var resource in reply.Resources)
        {
            if (resource.Name == bad)
            {
                state.Rejected[bad] = VersionOf(resource);
            }
            else
            {
                state.Rejected.Remove(resource.Name);
            }
        }

        if (bad is null)
        {
            state.Version = reply.Version;
        }

        Outbox.Enqueue(Answer(state) with { Error = bad is null ? null : $"cannot take {bad}" });
    }

    private static string VersionOf(AdsResource resource) =>
        resource.Version.Length > 0 ? resource.Version : ResourceEncoder.VersionOf(resource.Body.Value.Span);

    private static void CheckForm(AdsReply reply, TypeState state)
    {
        var all = reply.Names.Concat(reply.Removed).ToArray();
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.True(all.Length > 0 || state.IsWildcard, $"an empty {reply.Type} response");
        state.Responses++;
    }

    private void Apply(TypeState state, AdsReply reply, string? bad)
    {
        if (!isDelta && state.Type.IsFullState)
        {
            foreach (var name in state.Held.Keys.Except(reply.Names).ToArray())
            {
                Forget(state, name);
            }
        }

        foreach (var name in reply.Removed)
        {
            Forget(state, name);
        }

        foreach (var resource in reply.Resources.Where(resource => resource.Name != bad && (state.IsWildcard || state.Wanted.Contains(resource.Name))))
        {
            Take(state, resource);
        }
    }

    private void Take(TypeState state, AdsResource resource)
    {
        var version = VersionOf(resource);
        if (state.Type == ResourceType.VirtualHost && !_tablesWithHosts.Contains(VirtualHostDelivery.TableOf(resource.Name)))
        {
            return;
        }

        var isChanged = state.Held.GetValueOrDefault(resource.Name) != version;
        state.Held[resource.Name] = version;
        if (state.Type == ResourceType.Cluster && isChanged)
        {
            Of(ResourceType.Endpoint).Awaited.Add(resource.Name);
            Want(ResourceType.Endpoint, resource.Name);
        }
        else if (state.Type == ResourceType.Endpoint)
        {
            state.Awaited.Remove(resource.Name);
        }
        else if (state.Type == ResourceType.Route && isDelta)
        {
            TakeTable(resource);
        }
    }

    /// <summary>A table that takes hosts keeps those it has; one that does not, or does so from now on, starts without.</summary>
    private void TakeTable(AdsResource resource)
    {
        var takesHosts = resource.Body.Unpack<Envoy.Config.Route.V3.RouteConfiguration>().Vhds is not null;
        if (!takesHosts || _tablesWithHosts.Add(resource.Name))
        {
            ForgetHosts(resource.Name);
        }

        if (!takesHosts)
        {
            _tablesWithHosts.Remove(resource.Name);
        }
        else if (!Of(ResourceType.VirtualHost).IsOpen)
        {
            Begin(ResourceType.VirtualHost);
        }
    }

    private void ForgetHosts(string table)
    {
        var hosts = Of(ResourceType.VirtualHost).Held;
        foreach (var host in hosts.Keys.Where(host => VirtualHostDelivery.TableOf(host) == table).ToArray())
        {
            hosts.Remove(host);
        }
    }

    private void Forget(TypeState state, string name)
    {
        state.Held.Remove(name);
        if (state.Type == ResourceType.Cluster)
        {
            Of(ResourceType.Endpoint).Awaited.Remove(name);
            Drop(ResourceType.Endpoint, name);
        }
        else if (state.Type == ResourceType.Route)
        {
            ForgetHosts(name);
            _tablesWithHosts.Remove(name);
        }
    }

    private AdsRequest Answer(TypeState state) => isDelta ? Request(state) with { Nonce = state.Nonce } : Request(state);

    private AdsRequest Request(TypeState state) => new()
    {
        TypeUrl = state.Type.TypeUrl,
        Type = state.Type,
        Nonce = isDelta ? "" : state.Nonce,
        Version = isDelta ? "" : state.Version,
        Names = isDelta ? [] : [.. state.Wanted],
    };

    /// <summary>What the client believes of one type.</summary>
    internal sealed class TypeState(ResourceType type)
    {
        public ResourceType Type { get; } = type;

        public bool IsOpen { get; set; }

        public bool IsWildcard { get; set; }

        public HashSet<string> Wanted { get; } = [];

        public Dictionary<string, string> Held { get; } = [];

        public Dictionary<string, string> Rejected { get; } = [];

        /// <summary>Names that must arrive after now.</summary>
        public HashSet<string> Awaited { get; } = [];

        public string Nonce { get; set; } = "";

        public string Version { get; set; } = "";

        public int Responses { get; set; }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Type} {string.Join(' ', Held)}");
    }
}
