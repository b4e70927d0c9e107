using Envoy.Config.Route.V3;
using Envoy.Type.Matcher.V3;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Traffic;
using MeshControl.Model.Validation;

namespace MeshControl.Generation.Routes;

/// <summary>HTTPMatchRequest to RouteMatch (traffic specification 4.4).</summary>
internal static class RouteMatchBuilder
{
    /// <summary>Null where Envoy would refuse a part of the match.</summary>
    public static RouteMatch? Build(HttpMatchRequest? match, RouteSemantics semantics)
    {
        if (match is null)
        {
            return new RouteMatch { Prefix = "/" };
        }

        if (!IsUsable(match))
        {
            return null;
        }

        var result = new RouteMatch { CaseSensitive = !match.IgnoreUriCase };
        SetPath(result, match.Uri, semantics);
        AddHeaders(result, match);
        foreach (var (name, value) in match.QueryParams.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
        {
            result.QueryParameters.Add(QueryParameter(name, value));
        }

        return result;
    }

    /// <summary>True where every request to the virtual host matches.</summary>
    public static bool IsCatchAll(RouteMatch match)
    {
        var anyPath = match.PathSpecifierCase switch
        {
            RouteMatch.PathSpecifierOneofCase.Prefix => match.Prefix == "/",
            RouteMatch.PathSpecifierOneofCase.PathSeparatedPrefix => match.PathSeparatedPrefix == "/",
            RouteMatch.PathSpecifierOneofCase.SafeRegex => match.SafeRegex.Regex == ".*",
            _ => false,
        };
        return anyPath && match.Headers.Count == 0 && match.QueryParameters.Count == 0 && match.DynamicMetadata.Count == 0;
    }

    private static bool IsUsable(HttpMatchRequest match) =>
        (match.Uri?.Regex is not { } regex || (regex.Length > 0 && Re2Syntax.IsValid(regex)))
        && StringMatchers.IsUsable(match.Method)
        && StringMatchers.IsUsable(match.Authority)
        && StringMatchers.IsUsable(match.Scheme)
        && match.Headers.Values.All(StringMatchers.IsUsable)
        && match.WithoutHeaders.Values.All(StringMatchers.IsUsable)
        && match.QueryParams.Values.All(StringMatchers.IsUsable);

    private static void SetPath(RouteMatch result, StringMatch? uri, RouteSemantics semantics)
    {
        if (uri?.Exact is { } exact)
        {
            result.Path = exact;
        }
        else if (uri?.Regex is { } regex)
        {
            result.SafeRegex = new RegexMatcher { Regex = regex };
        }
        else if (uri?.Prefix is { } prefix && semantics != RouteSemantics.Istio && prefix != "/")
        {
            // By whole path segments.
            result.PathSeparatedPrefix = prefix.EndsWith('/') ? prefix[..^1] : prefix;
        }
        else
        {
            result.Prefix = uri?.Prefix ?? "/";
        }
    }

    private static void AddHeaders(RouteMatch result, HttpMatchRequest match)
    {
        var all = match.Headers.Select(static entry => (Name: entry.Key, Match: entry.Value, Inverted: false))
            .Concat(match.WithoutHeaders.Select(static entry => (Name: entry.Key, Match: entry.Value, Inverted: true)))
            .OrderBy(static entry => entry.Name, StringComparer.Ordinal).ThenBy(static entry => entry.Inverted);
        foreach (var (name, value, inverted) in all)
        {
            // A claim in the name is matched in the metadata that token validation leaves.
            if (ClaimMatcher.Build(name, value, inverted) is { } claim)
            {
                result.DynamicMetadata.Add(claim);
            }
            else
            {
                result.Headers.Add(Header(name, value, inverted));
            }
        }

        AddPseudoHeader(result, ":method", match.Method);
        AddPseudoHeader(result, ":authority", match.Authority);
        AddPseudoHeader(result, ":scheme", match.Scheme);
    }

    private static void AddPseudoHeader(RouteMatch result, string name, StringMatch? match)
    {
        if (match is not null)
        {
            result.Headers.Add(Header(name, match, inverted: false));
        }
    }

    private static HeaderMatcher Header(string name, StringMatch? match, bool inverted)
    {
        var result = new HeaderMatcher { Name = name, InvertMatch = inverted };
        if (StringMatchers.IsPresence(match))
        {
            result.PresentMatch = true;
        }
        else
        {
            result.StringMatch = StringMatchers.Build(match!);
            result.TreatMissingHeaderAsEmpty = inverted;
        }

        return result;
    }

    private static QueryParameterMatcher QueryParameter(string name, StringMatch? match)
    {
        var result = new QueryParameterMatcher { Name = name };
        if (StringMatchers.IsPresence(match))
        {
            result.PresentMatch = true;
        }
        else
        {
            result.StringMatch = StringMatchers.Build(match!);
        }

        return result;
    }
}
