using MeshControl.Grpc.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MeshControl.Grpc.Server;

/// <summary>Matches only requests that say they are gRPC, so that other endpoints keep their 404.</summary>
internal sealed class GrpcContentConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        GrpcHeaders.IsGrpc(httpContext?.Request.ContentType);
}
