using Envoy.Config.Core.V3;
using Envoy.Extensions.Filters.Http.ExtAuthz.V3;
using Envoy.Type.Matcher.V3;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>Which headers travel to and from an HTTP authorizer.</summary>
/// <param name="Sent">Headers of the request that the authorizer sees.</param>
/// <param name="Added">Headers that are added for it.</param>
/// <param name="Returned">Headers of its answer that are passed on.</param>
internal sealed record ExternalAuthorizerHeaders(ListStringMatcher? Sent, AuthorizationRequest? Added, AuthorizationResponse? Returned)
{
    /// <summary>Null where a list asks for every header: that is not said by a star.</summary>
    public static ExternalAuthorizerHeaders? Of(EnvoyExternalAuthorizationHttpProvider provider)
    {
        IReadOnlyList<string>[] lists =
        [
            provider.IncludeRequestHeadersInCheck, provider.IncludeHeadersInCheck, provider.HeadersToUpstreamOnAllow, provider.HeadersToDownstreamOnDeny,
            provider.HeadersToDownstreamOnAllow,
        ];
        if (lists.Any(static list => list.Contains("*")))
        {
            return null;
        }

        var returned = new AuthorizationResponse
        {
            AllowedUpstreamHeaders = Patterns(provider.HeadersToUpstreamOnAllow),
            AllowedClientHeaders = Patterns(provider.HeadersToDownstreamOnDeny),
            AllowedClientHeadersOnSuccess = Patterns(provider.HeadersToDownstreamOnAllow),
        };
        return new ExternalAuthorizerHeaders(
            Patterns(provider.IncludeRequestHeadersInCheck) ?? Patterns(provider.IncludeHeadersInCheck),
            Additions(provider),
            returned.CalculateSize() > 0 ? returned : null);
    }

    private static ListStringMatcher? Patterns(IReadOnlyList<string> headers) => headers.Count == 0
        ? null
        : new ListStringMatcher { Patterns = { headers.Select(static header => WildcardMatchers.Text(header, ignoreCase: true)) } };

    private static AuthorizationRequest? Additions(EnvoyExternalAuthorizationHttpProvider provider) => provider.IncludeAdditionalHeadersInCheck.Count == 0
        ? null
        : new AuthorizationRequest
        {
            HeadersToAdd =
            {
                provider.IncludeAdditionalHeadersInCheck.OrderBy(static entry => entry.Key, StringComparer.Ordinal)
                    .Select(static entry => new HeaderValue { Key = entry.Key, Value = entry.Value }),
            },
        };
}
