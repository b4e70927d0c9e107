using MeshControl.Security.Tests.Host;

namespace MeshControl.Security.Tests.Authority;

/// <summary>One root follows another and no certificate in use ever loses its root.</summary>
public sealed class RootRotationTests
{
    [Fact]
    public void A_new_root_is_trusted_at_once_and_signs_after_its_introduction()
    {
        using var test = new TestAuthority(options => options with { RootIntroduction = TimeSpan.FromHours(2) });
        var old = test.Authority.Roots;
        test.Clock.Advance(TimeSpan.FromHours(1));
        test.Authority.RotateRoot();

        Assert.Equal(2, test.Authority.Roots.Certificates.Length);
        using var meanwhile = test.Issue();
        Assert.True(TestAuthority.Verify(meanwhile, old, test.Clock.GetUtcNow()), "proxies that do not know the new root yet accept what is issued");

        test.Clock.Advance(TimeSpan.FromHours(2));
        using var after = test.Issue();
        Assert.False(TestAuthority.Verify(after, old, test.Clock.GetUtcNow()));
        Assert.True(test.IsTrusted(after));
        Assert.True(test.IsTrusted(meanwhile));
    }

    [Fact]
    public void The_old_root_goes_when_nothing_that_it_signed_is_valid_any_more()
    {
        using var test = new TestAuthority(options => options with { RootIntroduction = TimeSpan.FromHours(2), MaxLeafLifetime = TimeSpan.FromHours(24) });
        test.Clock.Advance(TimeSpan.FromHours(1));
        test.Authority.RotateRoot();
        test.Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromMinutes(1));
        using var last = test.Issue();

        test.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(2, test.Authority.Roots.Certificates.Length);
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(test.Authority.Roots.Certificates);
        Assert.Single(test.Files);
        Assert.True(last.NotAfter.ToUniversalTime() <= test.Clock.GetUtcNow().UtcDateTime, "the last certificate of the old root has expired by then");
        using var next = test.Issue();
        Assert.True(test.IsTrusted(next));
    }

    [Fact]
    public void A_root_near_its_end_is_followed_without_anybody_asking()
    {
        using var test = new TestAuthority(options => options with
        {
            RootLifetime = TimeSpan.FromDays(10), RootIntroduction = TimeSpan.FromHours(6), LeafLifetime = TimeSpan.FromHours(12), MaxLeafLifetime = TimeSpan.FromHours(24),
        });
        test.Clock.Advance(TimeSpan.FromDays(8) - TimeSpan.FromMinutes(1));
        Assert.Single(test.Authority.Roots.Certificates);
        for (var hour = 0; hour < 24 * 30; hour++)
        {
            using var leaf = test.Issue();
            Assert.True(test.IsTrusted(leaf));
            test.Clock.Advance(TimeSpan.FromHours(1));
            Assert.True(test.IsTrusted(leaf), "certificates outlive every change of root");
        }

        Assert.True(test.Authority.Roots.Certificates.Length <= 2);
    }

    [Fact]
    public void A_restart_in_the_middle_changes_nothing()
    {
        using var test = new TestAuthority(options => options with { RootIntroduction = TimeSpan.FromHours(2) });
        test.Clock.Advance(TimeSpan.FromHours(1));
        test.Authority.RotateRoot();
        var roots = test.Authority.Roots;
        using var before = test.Issue();
        test.Restart();
        using var after = test.Issue();
        Assert.Equal(roots, test.Authority.Roots);
        Assert.Equal(before.Issuer, after.Issuer);
    }

    [Fact]
    public void A_root_that_another_process_made_is_found_soon()
    {
        using var test = new TestAuthority();
        using var other = new TestAuthority(options => options with { Folder = test.Options.Folder });
        Assert.Equal(test.Authority.Roots, other.Authority.Roots);
        var changes = 0;
        test.Authority.RootsChanged += () => changes++;
        other.Clock.Advance(TimeSpan.FromMinutes(5));
        other.Authority.RotateRoot();
        test.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(other.Authority.Roots, test.Authority.Roots);
        Assert.Equal(1, changes);
    }

    [Fact]
    public void After_a_long_standstill_a_new_root_signs_at_once()
    {
        using var test = new TestAuthority(options => options with { RootLifetime = TimeSpan.FromDays(10) });
        test.Authority.Dispose();
        test.Clock.Advance(TimeSpan.FromDays(11));
        test.Restart();
        using var leaf = test.Issue();
        Assert.True(test.IsTrusted(leaf));
        Assert.Single(test.Authority.Roots.Certificates);
    }
}
