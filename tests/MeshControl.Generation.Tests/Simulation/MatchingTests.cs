using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshControl.Generation.Simulation;
using MeshControl.Generation.Simulation.Http;

namespace MeshControl.Generation.Tests.Simulation;

/// <summary>The small rules that Envoy applies to names, paths, headers and expressions.</summary>
public sealed class MatchingTests
{
    [Theory]
    [InlineData("/a/../b", "/b")]
    [InlineData("/a/%2e%2E/b?x=/../", "/b?x=/../")]
    [InlineData("/a/./b/", "/a/b/")]
    [InlineData("/a\\b", "/a/b")]
    [InlineData("/..", "/")]
    [InlineData("//a", "//a")]
    [InlineData("/%61%2Fb", "/a%2Fb")]
    public void Path_is_normalized(string path, string clean) => Assert.Equal((clean, 0), PathCleaning.Clean(new HttpConnectionManager { NormalizePath = true }, path));

    [Theory]
    [InlineData("web:80", "exact")]
    [InlineData("WEB", "exact")]
    [InlineData("a.b.example.com", "long")]
    [InlineData("a.example.com", "short")]
    [InlineData("example.com", "all")]
    [InlineData("api.test", "prefix")]
    public void Domain_of_a_host_is_the_most_specific(string host, string name)
    {
        var table = new RouteConfiguration { IgnorePortInHostMatching = true };
        foreach (var (known, domain) in new[] { ("all", "*"), ("short", "*.example.com"), ("long", "*.b.example.com"), ("prefix", "api.*"), ("exact", "web") })
        {
            table.VirtualHosts.Add(new VirtualHost { Name = known, Domains = { domain } });
        }

        Assert.Equal(name, VirtualHostChoice.Choose(table, host).Host?.Name);
    }

    [Theory]
    [InlineData("/api/v1", "/api/v\\d", true)]
    [InlineData("/api/v1/x", "/api/v\\d", false)]
    [InlineData("/api/v٣", "/api/v\\d", false)]
    [InlineData("ab", "(?P<first>a)[[:alpha:]]", true)]
    [InlineData("a", "a$", true)]
    [InlineData("a\n", "a$", false)]
    [InlineData("a", "(", false)]
    public void Expression_matches_all_of_the_text(string text, string expression, bool matches) => Assert.Equal(matches, Re2.IsFullMatch(expression, text));

    [Theory]
    [InlineData(null, false, false)]
    [InlineData(null, true, true)]
    [InlineData("jason", true, false)]
    [InlineData("anna", true, true)]
    public void Inverted_matcher_takes_a_missing_header_only_where_it_counts_as_empty(string? value, bool countsAsEmpty, bool matches)
    {
        var matcher = new HeaderMatcher { Name = "user", InvertMatch = true, TreatMissingHeaderAsEmpty = countsAsEmpty, StringMatch = new() { Exact = "jason" } };
        var request = new HttpRequest { Method = "GET", Authority = "web", Path = "/", Headers = value is null ? [] : [new("user", value)] };

        Assert.Equal(matches, HeaderMatching.Matches(matcher, request));
    }

    [Theory]
    [InlineData("/api/*/items", "/api/v1/items", true)]
    [InlineData("/api/*/items", "/api/v1/x/items", false)]
    [InlineData("/**/items", "/api/v1/items", true)]
    [InlineData("/{name=*}", "/x", true)]
    public void Template_takes_segments(string template, string path, bool matches) => Assert.Equal(matches, UriTemplate.IsMatch(template, path));
}
