using System.Collections.Immutable;
using Envoy.Config.Core.V3;
using Envoy.Config.Route.V3;
using AppendAction = Envoy.Config.Core.V3.HeaderValueOption.Types.HeaderAppendAction;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>Header operations of a route, its virtual host and its table: the narrowest first, so that the widest has the last word.</summary>
internal static class HeaderEditing
{
    /// <summary>The request as the levels leave it.</summary>
    public static HttpRequest Request(HttpRequest request, RouteConfiguration table, VirtualHost host, Route route, WeightedCluster.Types.ClusterWeight? target)
    {
        (IReadOnlyList<string> Remove, IReadOnlyList<HeaderValueOption> Add)[] levels =
        [
            (target?.RequestHeadersToRemove ?? [], target?.RequestHeadersToAdd ?? []),
            (route.RequestHeadersToRemove, route.RequestHeadersToAdd),
            (host.RequestHeadersToRemove, host.RequestHeadersToAdd),
            (table.RequestHeadersToRemove, table.RequestHeadersToAdd),
        ];
        foreach (var (remove, add) in levels)
        {
            request = Apply(request, remove, add);
        }

        return request;
    }

    /// <summary>What the same levels do to an answer, kept as operations because the answer is not known.</summary>
    public static ResponseEdit Response(RouteConfiguration table, VirtualHost host, Route route, WeightedCluster.Types.ClusterWeight? target) => new(
        [.. (target?.ResponseHeadersToRemove ?? []).Concat(route.ResponseHeadersToRemove).Concat(host.ResponseHeadersToRemove).Concat(table.ResponseHeadersToRemove)],
        Options(table, host, route, target, isAppended: false),
        Options(table, host, route, target, isAppended: true));

    private static ImmutableArray<HttpHeader> Options(RouteConfiguration table, VirtualHost host, Route route, WeightedCluster.Types.ClusterWeight? target, bool isAppended) =>
    [
        .. (target?.ResponseHeadersToAdd ?? []).Concat(route.ResponseHeadersToAdd).Concat(host.ResponseHeadersToAdd).Concat(table.ResponseHeadersToAdd)
            .Where(option => ActionOf(option) == AppendAction.AppendIfExistsOrAdd == isAppended)
            .Select(option => new HttpHeader(option.Header.Key.ToLowerInvariant(), HeaderValues.Format(option.Header.Value, null))),
    ];

    private static HttpRequest Apply(HttpRequest request, IReadOnlyList<string> remove, IReadOnlyList<HeaderValueOption> add)
    {
        foreach (var name in remove)
        {
            request = request.Without(name);
        }

        var before = request;
        foreach (var option in add)
        {
            var name = option.Header.Key.ToLowerInvariant();
            var value = HeaderValues.Format(option.Header.Value, before);
            if (value.Length == 0 && !option.KeepEmptyValue)
            {
                continue;
            }

            request = ActionOf(option) switch
            {
                AppendAction.OverwriteIfExistsOrAdd => request.With(name, value),
                AppendAction.OverwriteIfExists => before.Header(name) is null ? request : request.With(name, value),
                AppendAction.AddIfAbsent => before.Header(name) is null ? request with { Headers = request.Headers.Add(new(name, value)) } : request,
                _ => request with { Headers = request.Headers.Add(new(name, value)) },
            };
        }

        return request;
    }

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
