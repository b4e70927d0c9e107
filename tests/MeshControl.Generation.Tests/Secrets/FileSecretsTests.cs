using MeshControl.Generation.Rendering;
using MeshControl.Generation.Secrets;
using MeshControl.Generation.Tests.Clusters;

namespace MeshControl.Generation.Tests.Secrets;

public sealed class FileSecretsTests
{
    [Fact]
    public void Certificate_name_leads_to_both_files_and_to_the_folder_in_which_they_are_replaced()
    {
        JsonAssert.Is(
            """
            {"name": "file-cert:/etc/certs/cert.pem~/etc/certs/key.pem", "tls_certificate": {
              "certificate_chain": {"filename": "/etc/certs/cert.pem"}, "private_key": {"filename": "/etc/certs/key.pem"},
              "watched_directory": {"path": "/etc/certs"}}}
            """,
            ResourceJson.Of(FileSecrets.Find("file-cert:/etc/certs/cert.pem~/etc/certs/key.pem")!));
    }

    [Fact]
    public void Root_name_leads_to_its_file()
    {
        JsonAssert.Is(
            """{"name": "file-root:/etc/certs/ca.pem", "validation_context": {"trusted_ca": {"filename": "/etc/certs/ca.pem"}, "watched_directory": {"path": "/etc/certs"}}}""",
            ResourceJson.Of(FileSecrets.Find("file-root:/etc/certs/ca.pem")!));
    }

    [Fact]
    public void System_roots_are_the_bundle_of_the_image()
    {
        Assert.Equal(
            "/images/own.crt",
            ResourceJson.Of(FileSecrets.Find("file-root:system", "/images/own.crt")!).Text("validation_context", "trusted_ca", "filename"));
    }

    [Theory]
    [InlineData("default")]
    [InlineData("ROOTCA")]
    [InlineData("file-cert:/only-one")]
    [InlineData("file-root:")]
    [InlineData("kubernetes://cert")]
    public void Other_names_are_left_to_others(string name)
    {
        Assert.Null(FileSecrets.Find(name));
    }
}
