using System.Buffers;
using System.Text;
using Envoy.Config.Route.V3;
using Google.Protobuf;
using MeshControl.Generation.Output;
using EnvoyRoute = Envoy.Config.Route.V3.Route;

namespace MeshControl.Generation.Routes;

/// <summary>Puts a virtual host together from already encoded routes.</summary>
internal static class VirtualHostBuilder
{
    private const byte DomainTag = 0x12;
    private const byte RouteTag = 0x1a;

    public static EncodedVirtualHost Build(VirtualHostKey key, IEnumerable<EncodedRoute> routes)
    {
        var output = new ArrayBufferWriter<byte>(512);
        foreach (var domain in key.Domains)
        {
            Write(output, DomainTag, Encoding.UTF8.GetBytes(domain));
        }

        foreach (var route in key.MovesCatchAllsLast ? routes.OrderBy(static route => route.IsCatchAll) : routes)
        {
            Write(output, RouteTag, route.Bytes.Span);
        }

        // The fields behind the routes, in field order.
        new VirtualHost
        {
            RequireTls = key.RequiresTls ? VirtualHost.Types.TlsRequirementType.All : VirtualHost.Types.TlsRequirementType.None,
            IncludeRequestAttemptCount = key.CountsAttempts,
        }.WriteTo(output);
        var body = output.WrittenSpan.ToArray();
        return new EncodedVirtualHost(key.Name, body, ResourceEncoder.VersionOf([.. Encoding.UTF8.GetBytes(key.Name), .. body]), key.Domains.Contains("*"));
    }

    public static EncodedRoute Encode(EnvoyRoute route) => new(route.ToByteArray(), RouteMatchBuilder.IsCatchAll(route.Match));

    public static EnvoyRoute Build(DefaultRoute route)
    {
        var action = new RouteAction { Cluster = route.Cluster, RetryPolicy = RetryPolicyBuilder.Build(route.Retry, sticky: false) }.WithTimeout();
        if (route.Hash is not null)
        {
            action.HashPolicy.Add(route.Hash);
        }

        return new EnvoyRoute
        {
            Name = "default", Match = new RouteMatch { Prefix = "/" }, Decorator = new Decorator { Operation = route.Operation }, Route_ = action,
        };
    }

    private static void Write(ArrayBufferWriter<byte> output, byte tag, ReadOnlySpan<byte> content)
    {
        VirtualHostEncoder.WriteHead(output, tag, content.Length);
        output.Write(content);
    }
}
