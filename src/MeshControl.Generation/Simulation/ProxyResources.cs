using System.Collections.Immutable;
using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Output;

namespace MeshControl.Generation.Simulation;

/// <summary>The messages of one proxy, decoded as its Envoy decodes them; what nobody asks for stays encoded.</summary>
public sealed class ProxyResources
{
    private readonly ProxyConfig _config;

    public ProxyResources(ProxyConfig config)
    {
        _config = config;
        Listeners = [.. config.Listeners.Items.Select(item => Decode(item, Listener.Parser))];
    }

    public ImmutableArray<Listener> Listeners { get; }

    /// <summary>A route table with all its virtual hosts, however they are delivered.</summary>
    public RouteConfiguration? Route(string name) => Find(ResourceType.Route, name, RouteConfiguration.Parser);

    public Cluster? Cluster(string name) => Find(ResourceType.Cluster, name, Envoy.Config.Cluster.V3.Cluster.Parser);

    public ClusterLoadAssignment? Endpoints(string name) => Find(ResourceType.Endpoint, name, ClusterLoadAssignment.Parser);

    public TypedExtensionConfig? Extension(string name) => Find(ResourceType.Extension, name, TypedExtensionConfig.Parser);

    private T? Find<T>(ResourceType type, string name, MessageParser<T> parser)
        where T : class, IMessage<T> =>
        _config.View(type, RouteDelivery.Table).Find(name) is { } found ? Decode(found, parser) : null;

    private static T Decode<T>(EncodedResource resource, MessageParser<T> parser)
        where T : IMessage<T> => parser.ParseFrom(Any.Parser.ParseFrom(resource.Any.Span).Value);
}
