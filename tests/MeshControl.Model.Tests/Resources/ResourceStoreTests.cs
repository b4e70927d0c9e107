using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Tests.Resources;

public class ResourceStoreTests
{
    private readonly ResourceStore _store = new();

    [Fact]
    public void A_new_object_is_a_change_and_the_same_again_is_none()
    {
        var change = Assert.Single(Read("a.yaml", Service("web", 80)).Changes);

        Assert.Null(change.Before);
        Assert.Equal("Service/default/web", change.After!.Key.ToString());
        Assert.True(Read("a.yaml", "# moved down\n" + Service("web", 80)).IsEmpty);
        Assert.Equal(2, _store.Find(change.Key)!.Meta.Origin.Line);
    }

    [Fact]
    public void An_edit_tells_what_was_and_what_is()
    {
        Read("a.yaml", Service("web", 80));

        var change = Assert.Single(Read("a.yaml", Service("web", 81)).Changes);

        Assert.NotEqual(change.Before, change.After);
    }

    [Fact]
    public void An_object_that_leaves_its_file_is_gone()
    {
        Read("a.yaml", Service("web", 80) + "---\n" + Service("api", 80));

        var change = Assert.Single(Read("a.yaml", Service("api", 80)).Changes);

        Assert.Equal("web", change.Before!.Name);
        Assert.Null(change.After);
        Assert.Equal(1, _store.Count);
    }

    [Fact]
    public void An_object_that_moves_to_another_file_is_no_change()
    {
        Read("a.yaml", Service("web", 80));

        var changes = _store.Apply([Replaced("a.yaml", ""), Replaced("b.yaml", Service("web", 80))]);

        Assert.True(changes.IsEmpty);
        Assert.Equal("b.yaml", Assert.Single(_store.All).Meta.Origin.Source);
    }

    [Fact]
    public void An_object_with_errors_keeps_its_last_valid_version_and_the_others_change()
    {
        Read("a.yaml", VirtualService("a") + "---\n" + Service("web", 80));

        var changes = Read("a.yaml", VirtualService("*") + "---\n" + Service("web", 81));

        Assert.Equal("Service/default/web", Assert.Single(changes.Changes).Key.ToString());
        Assert.NotNull(_store.Find(new("VirtualService", "default", "routes")));
        Assert.Equal(FindingSeverity.Error, Assert.Single(_store.Findings).Severity);

        Read("a.yaml", VirtualService("a") + "---\n" + Service("web", 81));
        Assert.Empty(_store.Findings);
    }

    [Fact]
    public void A_file_that_is_broken_in_part_deletes_nothing()
    {
        Read("a.yaml", Service("web", 80) + "---\n" + Service("api", 80));

        var changes = Read("a.yaml", Service("web", 81) + "---\nkind: [\n");

        Assert.Equal("web", Assert.Single(changes.Changes).After!.Name);
        Assert.Equal(2, _store.Count);
    }

    [Fact]
    public void A_removed_file_takes_its_objects_and_findings_along()
    {
        Read("a.yaml", Service("web", 80) + "---\n" + VirtualService("*"));

        Assert.Single(_store.Apply([new SourceReplaced(new() { Source = "a.yaml" })]).Changes);

        Assert.Equal(0, _store.Count);
        Assert.Empty(_store.Findings);
    }

    [Fact]
    public void Of_two_definitions_the_older_object_is_used_and_the_other_is_told()
    {
        Read("b.yaml", Service("web", 80, "2026-01-01T00:00:00Z"));
        Read("a.yaml", Service("web", 81, "2026-02-01T00:00:00Z"));

        Assert.Equal("b.yaml", Assert.Single(_store.All).Meta.Origin.Source);
        var finding = Assert.Single(_store.Findings);
        Assert.Equal(FindingCode.DuplicateObject, finding.Code);
        Assert.Equal("a.yaml", finding.Origin.Source);

        var change = Assert.Single(_store.Apply([new SourceReplaced(new() { Source = "b.yaml" })]).Changes);
        Assert.Equal("a.yaml", change.After!.Meta.Origin.Source);
        Assert.Empty(_store.Findings);
    }

    [Fact]
    public void Of_two_definitions_of_one_age_the_first_file_is_used()
    {
        Read("b.yaml", Service("web", 80));
        Read("a.yaml", Service("web", 81));

        Assert.Equal("a.yaml", Assert.Single(_store.All).Meta.Origin.Source);
    }

    [Fact]
    public void In_one_file_the_first_definition_is_used()
    {
        Read("a.yaml", Service("web", 80) + "---\n" + Service("web", 81));

        Assert.Equal(1, Assert.Single(_store.All).Meta.Origin.Line);
        Assert.Equal(FindingCode.DuplicateObject, Assert.Single(_store.Findings).Code);
    }

    [Fact]
    public void A_listing_of_a_kind_removes_what_it_does_not_name()
    {
        var both = ManifestReader.Read("cluster", Service("web", 80) + "---\n" + Service("api", 80)).Resources;
        _store.Apply([new KindReplaced("cluster", KindCatalog.Service, both)]);

        var change = Assert.Single(_store.Apply([new KindReplaced("cluster", KindCatalog.Service, [both[0]])]).Changes);

        Assert.Equal("api", change.Before!.Name);
        Assert.Null(change.After);
    }

    [Fact]
    public void A_listing_keeps_the_last_valid_version_of_what_it_rejects()
    {
        var good = ManifestReader.Read("cluster", Service("web", 80)).Resources;
        _store.Apply([new KindReplaced("cluster", KindCatalog.Service, good)]);
        var finding = new Finding { Severity = FindingSeverity.Error, Code = FindingCode.WrongType, Resource = good[0].Key, Message = "broken", Origin = new("cluster") };

        var changes = _store.Apply([new KindReplaced("cluster", KindCatalog.Service, []) { Rejected = [new ResourceRejected("cluster", good[0].Key, [finding])] }]);

        Assert.True(changes.IsEmpty);
        Assert.Equal(good[0], Assert.Single(_store.All));
        Assert.Equal(finding, Assert.Single(_store.Findings));

        _store.Apply([new KindReplaced("cluster", KindCatalog.Service, good)]);

        Assert.Empty(_store.Findings);
    }

    [Fact]
    public void An_upsert_and_a_delete_in_one_batch_cancel_out()
    {
        var resource = ManifestReader.Read("cluster", Service("web", 80)).Resources[0];

        Assert.True(_store.Apply([new ResourceUpserted(resource), new ResourceDeleted("cluster", resource.Key)]).IsEmpty);
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: r}\ntype: helm.sh/release.v1\ndata: {release: YQ==}\n")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: app}\ndata: {key: value}\n")]
    public void Objects_that_nothing_reads_are_left_out(string manifest)
    {
        Assert.True(Read("a.yaml", manifest).IsEmpty);
        Assert.Equal(0, _store.Count);
    }

    [Theory]
    [InlineData("annotations: {kubectl.kubernetes.io/last-applied-configuration: x}", true)]
    [InlineData("annotations: {networking.istio.io/exportTo: .}", false)]
    [InlineData("labels: {app: web}", false)]
    [InlineData("resourceVersion: '12'", true)]
    public void Only_metadata_that_is_read_makes_a_change(string metadata, bool unchanged)
    {
        Read("a.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n");

        Assert.Equal(unchanged, Read("a.yaml", $"apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  {metadata}\nspec: {{ports: [{{port: 80}}]}}\n").IsEmpty);
    }

    [Fact]
    public void Two_ways_to_write_the_same_are_no_change()
    {
        const string Head = "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a}\nspec:\n  ";
        Read("a.yaml", Head + "hosts: [a]\n  http: [{route: [{destination: {host: a}}], timeout: 1m}]\n");

        var changes = Read("a.yaml", Head + "exportTo: []\n  http: [{timeout: 60s, name: '', route: [{destination: {host: a}}]}]\n  hosts: [a]\n");

        Assert.True(changes.IsEmpty);
    }

    private ChangeSet Read(string file, string text) => _store.Apply([Replaced(file, text)]);

    private static SourceReplaced Replaced(string file, string text) => new(ManifestReader.Read(file, text));

    private static string Service(string name, int port, string? created = null) =>
        $"apiVersion: v1\nkind: Service\nmetadata:\n  name: {name}\n  creationTimestamp: {created ?? "null"}\nspec:\n  ports:\n  - port: {port}\n";

    private static string VirtualService(string host) =>
        $"apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: routes\nspec:\n  hosts: ['{host}']\n  http:\n  - route:\n    - destination:\n        host: a\n";
}
