using System.Text.Json;

namespace MeshControl.Cli.Tests.Diff;

/// <summary><c>meshctl diff</c>: one shop, and what an edit of it would do.</summary>
public sealed class DiffTests : IDisposable
{
    private const string Shop = """
        apiVersion: v1
        kind: Service
        metadata: {name: cart, namespace: shop}
        spec: {clusterIP: 10.96.0.1, ports: [{name: http, port: 80}], selector: {app: cart}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: stock, namespace: shop}
        spec: {clusterIP: 10.96.0.2, ports: [{name: http, port: 8080}], selector: {app: stock}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web-0, namespace: shop, labels: {app: web, security.istio.io/tlsMode: istio}}
        status: {podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web-1, namespace: shop, labels: {app: web, security.istio.io/tlsMode: istio}}
        status: {podIP: 10.0.0.2, podIPs: [{ip: 10.0.0.2}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: other-0, namespace: elsewhere, labels: {app: other, security.istio.io/tlsMode: istio}}
        status: {podIP: 10.0.0.3, podIPs: [{ip: 10.0.0.3}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: Sidecar
        metadata: {name: default, namespace: elsewhere}
        spec: {egress: [{hosts: [./*]}]}

        """;

    private readonly string _root = Directory.CreateTempSubdirectory("diff").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Same_folders_change_nothing()
    {
        var run = await DiffAsync(Shop, Shop, "--exit-code");

        Assert.Equal((0, "0 objects differ; 0 of 3 proxies change\n", ""), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task An_edit_is_shown_once_for_all_proxies_that_it_meets_with_its_cause_and_its_fields()
    {
        var run = await DiffAsync(Shop + Rule("3s"), Shop + Rule("5s"));

        Assert.Equal(
            """
            1 object differs; 2 of 3 proxies change
              ~ VirtualService/shop/cart

            sidecar:web-0.shop, sidecar:web-1.shop
              ~ VHDS 80/cart.shop.svc.cluster.local:80  VirtualService/shop/cart
                     routes[0].route.timeout: "3s" -> "5s"
                     routes[0].route.max_grpc_timeout: "3s" -> "5s"

            """,
            run.Out, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Added_and_removed_resources_name_the_object_that_came_or_went()
    {
        var run = await DiffAsync(Shop, Shop + Subset);

        Assert.Contains("  + DestinationRule/shop/cart\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("  + CDS  outbound|80|v1|cart.shop.svc.cluster.local  DestinationRule/shop/cart\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("  - CDS  outbound|80|v1|cart.shop.svc.cluster.local  DestinationRule/shop/cart\n", (await DiffAsync(Shop + Subset, Shop)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_proxies_are_told_and_not_listed_resource_by_resource()
    {
        var pod = "---\napiVersion: v1\nkind: Pod\nmetadata: {name: web-2, namespace: shop, labels: {app: web, security.istio.io/tlsMode: istio}}\nstatus: {podIP: 10.0.0.9, podIPs: [{ip: 10.0.0.9}]}\n";

        Assert.EndsWith("\nsidecar:web-2.shop: new\n", (await DiffAsync(Shop, Shop + pod)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mesh_settings_are_a_cause_of_their_own()
    {
        var (old, now) = (Folder("old", Shop), Folder("new", Shop));
        await File.WriteAllTextAsync(Path.Combine(now, "meshconfig.yaml"), "outboundTrafficPolicy: {mode: REGISTRY_ONLY}\n");

        var run = await MeshctlRun.WithAsync("diff", "-f", old, "-f", now);

        Assert.StartsWith("0 objects differ, and the mesh settings; 3 of 3 proxies change\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("(mesh settings)", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_that_the_change_brings_in_is_told_and_fails_a_review()
    {
        var run = await DiffAsync(Shop, Shop + Rule("three seconds"), "--exit-code");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("\nnew findings\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("VirtualService/shop/cart spec.http[0].timeout", run.Out, StringComparison.Ordinal);
        Assert.Contains("\nresolved findings\n", (await DiffAsync(Shop + Rule("three seconds"), Shop)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_review_bot_reads_the_same_as_json()
    {
        var run = await DiffAsync(Shop + Rule("3s"), Shop + Rule("5s"), "-o", "json");

        using var json = JsonDocument.Parse(run.Out);
        var root = json.RootElement;
        Assert.Equal("changed", root.GetProperty("objects")[0].GetProperty("change").GetString());
        Assert.Equal(2, root.GetProperty("proxies").GetProperty("changed").GetInt32());
        var resource = root.GetProperty("groups")[0].GetProperty("resources")[0];
        Assert.Equal(("VHDS", "cart"), (resource.GetProperty("type").GetString(), resource.GetProperty("causes")[0].GetProperty("name").GetString()));
        Assert.Equal("5s", resource.GetProperty("fields")[0].GetProperty("new").GetString());
    }

    [Fact]
    public async Task One_folder_is_not_enough()
    {
        var run = await MeshctlRun.WithAsync("diff", "-f", Folder("old", Shop));

        Assert.Equal((1, "Error: give -f twice: the folder as it is, then the folder as it would be\n"), (run.ExitCode, run.Error));
    }

    private const string Subset = """
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: cart, namespace: shop}
        spec: {host: cart, subsets: [{name: v1, labels: {version: v1}}]}

        """;

    private static string Rule(string timeout) => """
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: cart, namespace: shop}
        spec: {hosts: [cart], http: [{match: [{port: 80}], route: [{destination: {host: cart}}], timeout: TIMEOUT}]}

        """.Replace("TIMEOUT", timeout, StringComparison.Ordinal);

    private Task<MeshctlRun> DiffAsync(string old, string now, params string[] more) =>
        MeshctlRun.WithAsync(["diff", "-f", Folder("old", old), "-f", Folder("new", now), .. more]);

    private string Folder(string name, string yaml)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "mesh.yaml"), yaml);
        return folder;
    }
}
