using MeshControl.Security.Identity;

namespace MeshControl.Security.Tests.Identity;

/// <summary>The SPIFFE ID standard, and the form that a mesh gives it.</summary>
public sealed class SpiffeIdTests
{
    [Theory]
    [InlineData("spiffe://cluster.local/ns/bookinfo/sa/reviews")]
    [InlineData("spiffe://td_1.example-2.org/a/b.c/D_E-f")]
    [InlineData("spiffe://cluster.local")]
    public void A_valid_id_reads_back_as_it_was_written(string text) => Assert.Equal(text, SpiffeId.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("http://cluster.local/ns/a/sa/b")]
    [InlineData("SPIFFE://cluster.local/ns/a/sa/b")]
    [InlineData("spiffe:///ns/a/sa/b")]
    [InlineData("spiffe://Cluster.Local/ns/a/sa/b")]
    [InlineData("spiffe://user@cluster.local/ns/a/sa/b")]
    [InlineData("spiffe://cluster.local:80/ns/a/sa/b")]
    [InlineData("spiffe://cluster.local/")]
    [InlineData("spiffe://cluster.local//ns/a/sa/b")]
    [InlineData("spiffe://cluster.local/ns/a/sa/b/")]
    [InlineData("spiffe://cluster.local/ns/../sa/b")]
    [InlineData("spiffe://cluster.local/ns/./sa/b")]
    [InlineData("spiffe://cluster.local/ns/a%2fb/sa/c")]
    [InlineData("spiffe://cluster.local/ns/a/sa/b?c")]
    [InlineData("spiffe://cluster.local/ns/a/sa/b#c")]
    [InlineData("spiffe://cluster.local/ns/a,URI:spiffe:b/sa/c")]
    [InlineData("spiffe://cluster.local/ns/ä/sa/c")]
    [InlineData("spiffe://cluster.local/ns/a\n/sa/c")]
    public void Anything_else_is_refused_with_a_reason_that_does_not_repeat_it(string text)
    {
        Assert.False(SpiffeId.TryParse(text, out _, out var error));
        Assert.NotEmpty(error);
        Assert.True(text.Length == 0 || !error.Contains(text, StringComparison.Ordinal), error);
    }

    [Fact]
    public void Lengths_are_limited_as_the_standard_says()
    {
        Assert.True(TrustDomain.TryParse(new string('a', 255), out _, out _));
        Assert.False(TrustDomain.TryParse(new string('a', 256), out _, out _));
        var prefix = "spiffe://td/";
        Assert.True(SpiffeId.TryParse(prefix + new string('a', 2048 - prefix.Length), out _, out _));
        Assert.False(SpiffeId.TryParse(prefix + new string('a', 2049 - prefix.Length), out _, out _));
    }

    [Fact]
    public void A_workload_has_namespace_and_account()
    {
        var id = SpiffeId.ForWorkload(TrustDomain.Parse("prod.example.org"), "bookinfo", "reviews");
        Assert.Equal("spiffe://prod.example.org/ns/bookinfo/sa/reviews", id.ToString());
        Assert.Equal(("bookinfo", "reviews"), id.Workload);
    }

    [Theory]
    [InlineData("spiffe://td/ns/a/sa/b/c")]
    [InlineData("spiffe://td/sa/b/ns/a")]
    [InlineData("spiffe://td/ns/a")]
    [InlineData("spiffe://td")]
    public void Other_paths_name_no_workload(string text) => Assert.Null(SpiffeId.Parse(text).Workload);

    [Fact]
    public void A_name_cannot_smuggle_in_further_segments()
    {
        Assert.Throws<FormatException>(() => SpiffeId.ForWorkload(TrustDomain.Default, "a/sa/admin", "b"));
        Assert.Throws<FormatException>(() => SpiffeId.ForWorkload(TrustDomain.Default, "a", ".."));
    }
}
