using System.Security.Cryptography.X509Certificates;
using MeshControl.Security.Authority;
using MeshControl.Security.Tests.Host;

namespace MeshControl.Security.Tests.Authority;

/// <summary>The root on disk: made once, kept, guarded.</summary>
public sealed class RootTests
{
    [Fact]
    public void The_first_start_makes_a_root_that_only_the_owner_can_read()
    {
        using var test = new TestAuthority();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(test.Options.Folder));
        var file = Assert.Single(test.Files);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.DoesNotContain(Directory.EnumerateFiles(test.Options.Folder), name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void The_trusted_certificates_lie_beside_it_without_a_key()
    {
        using var test = new TestAuthority();
        var bundle = Path.Combine(test.Options.Folder, "roots.pem");
        Assert.Equal(test.Authority.Roots.Pem.ToArray(), File.ReadAllBytes(bundle));
        test.Clock.Advance(TimeSpan.FromHours(1));
        test.Authority.RotateRoot();
        Assert.Equal(test.Authority.Roots.Pem.ToArray(), File.ReadAllBytes(bundle));
    }

    [Fact]
    public void A_root_may_sign_and_do_nothing_else()
    {
        using var test = new TestAuthority();
        using var root = X509CertificateLoader.LoadCertificate(test.Authority.Roots.Certificates.Single().Span);
        var constraints = root.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        Assert.True(constraints is { CertificateAuthority: true, Critical: true });
        Assert.Equal(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, root.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        Assert.Contains("O=cluster.local", root.Subject);
        Assert.Equal(TimeSpan.FromDays(3650) + TimeSpan.FromMinutes(5), root.NotAfter - root.NotBefore);
    }

    [Fact]
    public void A_restart_keeps_the_root_and_what_it_signed()
    {
        using var test = new TestAuthority();
        var before = test.Authority.Roots;
        using var leaf = test.Issue();
        test.Restart();
        Assert.Equal(before, test.Authority.Roots);
        Assert.True(test.IsTrusted(leaf));
        using var other = test.Issue();
        Assert.True(test.IsTrusted(other));
    }

    [Fact]
    public void A_certificate_of_another_mesh_is_not_trusted()
    {
        using var test = new TestAuthority();
        using var foreign = new TestAuthority();
        using var leaf = foreign.Issue();
        Assert.False(test.IsTrusted(leaf));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_root_file_open_to_others_is_refused_with_the_remedy(UnixFileMode mode)
    {
        using var test = new TestAuthority();
        var file = test.Files.Single();
        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | mode);
        var error = Assert.Throws<AuthorityException>(test.Restart);
        Assert.Contains($"chmod 600 {file}", error.Message);
    }

    [Fact]
    public void A_folder_open_to_others_is_refused_with_the_remedy()
    {
        using var test = new TestAuthority();
        File.SetUnixFileMode(test.Options.Folder, File.GetUnixFileMode(test.Options.Folder) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Assert.Contains($"chmod 700 {test.Options.Folder}", Assert.Throws<AuthorityException>(test.Restart).Message);
    }

    [Theory]
    [InlineData("nothing of the kind")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void A_damaged_root_file_is_refused_and_never_replaced_by_a_new_root(string content)
    {
        using var test = new TestAuthority();
        var file = test.Files.Single();
        File.WriteAllText(file, content);
        var error = Assert.Throws<AuthorityException>(test.Restart);
        Assert.Contains(file, error.Message);
        Assert.Equal(content, File.ReadAllText(test.Files.Single()));
    }

    [Fact]
    public void A_key_that_belongs_to_another_certificate_is_refused()
    {
        using var test = new TestAuthority();
        using var foreign = new TestAuthority();
        var file = test.Files.Single();
        var key = File.ReadAllText(foreign.Files.Single()).Split("-----BEGIN CERTIFICATE")[0];
        File.WriteAllText(file, key + "-----BEGIN CERTIFICATE" + File.ReadAllText(file).Split("-----BEGIN CERTIFICATE")[1]);
        Assert.Contains("not that of the certificate", Assert.Throws<AuthorityException>(test.Restart).Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.New("file"), "");
        var error = Assert.Throws<AuthorityException>(() => new TestAuthority(options => options with { Folder = Path.Combine(folder.New("file"), "ca") }));
        Assert.Contains(folder.New("file"), error.Message);
    }

    [Fact]
    public void Files_damaged_later_leave_the_authority_at_work()
    {
        using var test = new TestAuthority();
        var roots = test.Authority.Roots;
        File.WriteAllText(Path.Combine(test.Options.Folder, "root-ffff.pem"), "damaged");
        test.Authority.Refresh();
        Assert.Equal(roots, test.Authority.Roots);
        using var leaf = test.Issue();
        Assert.True(test.IsTrusted(leaf));
        Assert.Contains("cannot be used", test.Log.Text);
    }

    [Fact]
    public void The_log_holds_serials_and_identities_and_no_key()
    {
        using var test = new TestAuthority();
        using var leaf = test.Issue();
        Assert.Contains(leaf.SerialNumber.ToLowerInvariant(), test.Log.Text);
        Assert.Contains(TestAuthority.Bookinfo.ToString(), test.Log.Text);
        Assert.DoesNotContain("PRIVATE KEY", test.Log.Text);
        var secret = File.ReadAllText(test.Files.Single()).Split('\n')[1];
        Assert.DoesNotContain(secret[..20], test.Log.Text);
    }
}
