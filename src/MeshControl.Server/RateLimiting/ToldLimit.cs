using Envoy.Service.Ratelimit.V3;

namespace MeshControl.Server.RateLimiting;

/// <summary>A limit in the words of the protocol.</summary>
internal readonly record struct ToldLimit(int Requests, RateLimitResponse.Types.RateLimit.Types.Unit Unit);
