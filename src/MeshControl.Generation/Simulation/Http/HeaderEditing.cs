using System.Collections.Immutable;
using Envoy.Config.Core.V3;
using AppendAction = Envoy.Config.Core.V3.HeaderValueOption.Types.HeaderAppendAction;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>Header operations of a route, its virtual host and its table: the narrowest first, so that the widest has the last word.</summary>
internal static class HeaderEditing
{
    /// <summary>The request as the levels leave it.</summary>
    public static HttpRequest Request(HttpRequest request, Routed routed)
    {
        HeaderLevel[] levels =
        [
            new(routed.Weight?.RequestHeadersToRemove ?? [], routed.Weight?.RequestHeadersToAdd ?? []),
            new(routed.Route!.RequestHeadersToRemove, routed.Route.RequestHeadersToAdd),
            new(routed.Host!.RequestHeadersToRemove, routed.Host.RequestHeadersToAdd),
            new(routed.Table.RequestHeadersToRemove, routed.Table.RequestHeadersToAdd),
        ];
        foreach (var level in levels)
        {
            request = request with { Headers = Apply(request.Headers, level, headers => request with { Headers = headers }) };
        }

        return request;
    }

    /// <summary>What the same levels do to an answer.</summary>
    public static ResponseEdit Response(HttpRequest request, Routed routed) => new(
    [
        new(routed.Weight?.ResponseHeadersToRemove ?? [], routed.Weight?.ResponseHeadersToAdd ?? []),
        new(routed.Route!.ResponseHeadersToRemove, routed.Route.ResponseHeadersToAdd),
        new(routed.Host!.ResponseHeadersToRemove, routed.Host.ResponseHeadersToAdd),
        new(routed.Table.ResponseHeadersToRemove, routed.Table.ResponseHeadersToAdd),
    ], request);

    /// <summary>One level: removes first, then overwrites, then adds, each judged by the headers as the removals left them.</summary>
    /// <param name="requestWith">The request that values are read from, given the headers after the removals.</param>
    public static ImmutableArray<HttpHeader> Apply(ImmutableArray<HttpHeader> headers, HeaderLevel level, Func<ImmutableArray<HttpHeader>, HttpRequest?> requestWith)
    {
        foreach (var name in level.Remove)
        {
            headers = Without(headers, name);
        }

        var before = headers;
        var request = requestWith(before);
        var added = new List<HttpHeader>();
        foreach (var option in level.Add)
        {
            var header = new HttpHeader(option.Header.Key.ToLowerInvariant(), HeaderValues.Format(option.Header.Value, request));
            var isThere = before.Any(item => item.Name == header.Name);
            var action = ActionOf(option);
            if (header.Value.Length == 0 && !option.KeepEmptyValue)
            {
                continue;
            }

            if (action == AppendAction.OverwriteIfExistsOrAdd || (action == AppendAction.OverwriteIfExists && isThere))
            {
                headers = Without(headers, header.Name).Add(header);
            }
            else if (action == AppendAction.AppendIfExistsOrAdd || (action == AppendAction.AddIfAbsent && !isThere))
            {
                added.Add(header);
            }
        }

        return headers.AddRange(added);
    }

    private static ImmutableArray<HttpHeader> Without(ImmutableArray<HttpHeader> headers, string name) =>
        headers.RemoveAll(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    // The older flag, where it is set, says the same.
#pragma warning disable CS0612, CS0618
    private static AppendAction ActionOf(HeaderValueOption option) => option.Append switch
    {
        true => AppendAction.AppendIfExistsOrAdd,
        false => AppendAction.OverwriteIfExistsOrAdd,
        null => option.AppendAction,
    };
#pragma warning restore CS0612, CS0618
}
