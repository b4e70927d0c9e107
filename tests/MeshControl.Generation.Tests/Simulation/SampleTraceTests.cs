namespace MeshControl.Generation.Tests.Simulation;

/// <summary>Where requests of the samples go: call, then listener, route, cluster, and what the proxy at the other end does.</summary>
public sealed class SampleTraceTests
{
    private const string Reviews = "reviews.default.svc.cluster.local";

    [Fact]
    public void Bookinfo_gives_jason_the_second_version() => Assert.Equal(
        $"100% 0.0.0.0_9080 jason outbound|9080|v2|{Reviews} -> reviews-v2-0: 100% virtualInbound default inbound|9080||",
        TraceFixture.Sample("bookinfo").Ways("productpage-v1-0.default", "http://reviews:9080/reviews/0", "end-user: jason"));

    [Fact]
    public void Bookinfo_gives_everybody_else_the_first_or_the_third() => Assert.Equal(
        $"""
        80% 0.0.0.0_9080 route 2 outbound|9080|v1|{Reviews} -> reviews-v1-0: 100% virtualInbound default inbound|9080||
        20% 0.0.0.0_9080 route 2 outbound|9080|v3|{Reviews} -> reviews-v3-0: 100% virtualInbound default inbound|9080||
        """,
        TraceFixture.Sample("bookinfo").Ways("productpage-v1-0.default", "http://reviews:9080/reviews/0"));

    [Theory]
    [InlineData("http://bookinfo.test:8080/productpage?u=1", "100% 0.0.0.0_8080 route 1 outbound|9080||productpage.default.svc.cluster.local -> productpage-v1-0: 100% virtualInbound default inbound|9080||")]
    [InlineData("http://bookinfo.test:8080/static/bootstrap.css", "100% 0.0.0.0_8080 route 2 outbound|9080||productpage.default.svc.cluster.local -> productpage-v1-0: 100% virtualInbound default inbound|9080||")]
    [InlineData("http://bookinfo.test:8080/admin", "100% 0.0.0.0_8080 none 404 no route")]
    [InlineData("http://bookinfo.test:8081/productpage", "100% none closed: nothing listens")]
    public void Bookinfo_lets_its_pages_in(string url, string way) =>
        Assert.Equal(way, TraceFixture.Sample("bookinfo").Ways("istio-ingressgateway-0.istio-system", url));

    [Theory]
    [InlineData("cookie: group=dev", "v2")]
    [InlineData("cookie: group=prod", "v1")]
    [InlineData("x: y", "v1")]
    public void Canary_goes_by_the_cookie(string header, string version) => Assert.Equal(
        $"100% 0.0.0.0_80 {(version == "v2" ? "route 1" : "route 2")} outbound|80|{version}|server.default.svc.cluster.local -> server-{version}-0: 100% virtualInbound default inbound|8080||",
        TraceFixture.Sample("canary").Ways("client-v1-0.default", "http://server/", header));

    [Fact]
    public void Blue_green_is_half_and_half() => Assert.Equal(
        """
        50% 0.0.0.0_8080 route 1 outbound|80|v1|myapp.default.svc.cluster.local -> myapp-v1-0: 100% virtualInbound default inbound|8080||
        50% 0.0.0.0_8080 route 1 outbound|80|v2|myapp.default.svc.cluster.local -> myapp-v2-0: 100% virtualInbound default inbound|8080||
        """,
        TraceFixture.Sample("blue-green").Ways("istio-ingressgateway-0.istio-system", "http://any.test:8080/"));

    [Theory]
    [InlineData("http://nowhere.test/", "100% 0.0.0.0_80 allow_any PassthroughCluster -> outside")]
    [InlineData("https://nowhere.test/", "100% 0.0.0.0_443 PassthroughCluster (bytes) -> outside")]
    [InlineData("tcp://nowhere.test:5432", "100% virtualOutbound PassthroughCluster (bytes) -> outside")]
    public void What_no_service_names_passes_through(string url, string way) =>
        Assert.Equal(way, TraceFixture.Sample("bookinfo").Ways("productpage-v1-0.default", url));
}
