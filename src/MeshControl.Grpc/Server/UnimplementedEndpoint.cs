using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace MeshControl.Grpc.Server;

/// <summary>The answer to gRPC calls that no route matches: UNIMPLEMENTED instead of a bare 404.</summary>
internal static class UnimplementedEndpoint
{
    public static void MapOnce(IEndpointRouteBuilder endpoints)
    {
        if (!endpoints.DataSources.OfType<DataSource>().Any())
        {
            endpoints.DataSources.Add(new DataSource(Build()));
        }
    }

    private static Endpoint Build()
    {
        var policies = new RouteValueDictionary { ["path"] = new GrpcContentConstraint() };
        var pattern = RoutePatternFactory.Parse("{**path}", defaults: null, parameterPolicies: policies);
        return new RouteEndpointBuilder(AnswerAsync, pattern, order: int.MaxValue) { DisplayName = "gRPC unimplemented method" }.Build();
    }

    private static Task AnswerAsync(HttpContext http)
    {
        RequestGate.TryAccept(http, path: "");
        return Task.CompletedTask;
    }

    private sealed class DataSource(Endpoint endpoint) : EndpointDataSource
    {
        public override IReadOnlyList<Endpoint> Endpoints { get; } = [endpoint];

        public override Microsoft.Extensions.Primitives.IChangeToken GetChangeToken() => Microsoft.Extensions.FileProviders.NullChangeToken.Singleton;
    }
}
