using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Envoy.Config.Cluster.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;

namespace MeshControl.Fleet.Wire;

/// <summary>Parses a response's resources for what they lead to; called once a distinct content.</summary>
internal sealed class ResponseParser(Protocol protocol)
{
    public DiscoveryContent Parse(ResourceKind kind, in ReadOnlySequence<byte> message)
    {
        var resources = ImmutableArray.CreateBuilder<ResourceFact>();
        var removed = ImmutableArray.CreateBuilder<string>();
        var fields = new FieldCursor(message);
        while (fields.Next())
        {
            switch (ResponseFields.Meaning(protocol, fields.Field))
            {
                case ResponseField.Removed:
                    removed.Add(Encoding.UTF8.GetString(fields.Value));
                    break;
                case ResponseField.Resource when protocol == Protocol.Delta:
                    resources.Add(Delta(kind, fields.Value));
                    break;
                case ResponseField.Resource:
                    resources.Add(Fact(kind, name: null, AnyValue(fields.Value)));
                    break;
            }
        }
        return new(kind, resources.ToImmutable(), removed.ToImmutable());
    }

    private static ResourceFact Delta(ResourceKind kind, in ReadOnlySequence<byte> resource)
    {
        string? name = null;
        ReadOnlySequence<byte> value = default;
        var fields = new FieldCursor(resource);
        while (fields.Next())
        {
            if (fields.Field == 3)
                name = Encoding.UTF8.GetString(fields.Value);
            else if (fields.Field == 2)
                value = AnyValue(fields.Value);
        }
        return Fact(kind, name, value);
    }

    private static ReadOnlySequence<byte> AnyValue(in ReadOnlySequence<byte> any)
    {
        var fields = new FieldCursor(any);
        while (fields.Next())
        {
            if (fields.Field == 2)
                return fields.Value;
        }
        return default;
    }

    private static ResourceFact Fact(ResourceKind kind, string? name, in ReadOnlySequence<byte> value)
    {
        switch (kind)
        {
            case ResourceKind.Cluster:
                var cluster = Cluster.Parser.ParseFrom(value);
                var service = cluster.EdsClusterConfig?.ServiceName is { Length: > 0 } given ? given : cluster.Name;
                return new(name ?? cluster.Name, cluster.Type == Cluster.Types.DiscoveryType.Eds ? [service] : [], WantsVirtualHosts: false);
            case ResourceKind.Listener:
                var listener = Listener.Parser.ParseFrom(value);
                return new(name ?? listener.Name, RouteNames(listener), WantsVirtualHosts: false);
            case ResourceKind.Route:
                var routes = RouteConfiguration.Parser.ParseFrom(value);
                return new(name ?? routes.Name, [], routes.Vhds is not null);
            case ResourceKind.Endpoint:
                return new(name ?? ClusterLoadAssignment.Parser.ParseFrom(value).ClusterName, [], WantsVirtualHosts: false);
            default:
                return new(name ?? "", [], WantsVirtualHosts: false);
        }
    }

    private static ImmutableArray<string> RouteNames(Listener listener)
    {
        var chains = listener.DefaultFilterChain is { } last ? listener.FilterChains.Append(last) : listener.FilterChains;
        return [.. chains.SelectMany(chain => chain.Filters)
            .Where(filter => filter.TypedConfig?.Is(HttpConnectionManager.Descriptor) == true)
            .Select(filter => filter.TypedConfig.Unpack<HttpConnectionManager>().Rds?.RouteConfigName)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)];
    }
}
