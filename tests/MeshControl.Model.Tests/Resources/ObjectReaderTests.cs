using System.Text;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.References;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Tests.Resources;

public class ObjectReaderTests
{
    private const string Pod = """
        {"metadata":{"name":"web-1","namespace":"shop","uid":"u1","resourceVersion":"7","generation":1,"creationTimestamp":"2026-01-31T12:00:00Z",
          "labels":{"app":"web"},
          "annotations":{"sidecar.istio.io/inject":"true","kubectl.kubernetes.io/last-applied-configuration":"{}"},
          "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web","controller":true,"uid":"u0"}],
          "managedFields":[{"manager":"kubectl"}]},
         "spec":{"nodeName":"n1","serviceAccountName":"web","volumes":[{"name":"v","emptyDir":{}}],
          "containers":[{"name":"app","image":"web:1","ports":[{"containerPort":8080,"name":"http","protocol":"TCP"}],"env":[{"name":"A","value":"1"}]}]},
         "status":{"phase":"Running","podIP":"10.0.0.1","podIPs":[{"ip":"10.0.0.1"}],"conditions":[{"type":"Ready","status":"True"}],"containerStatuses":[{"name":"app","ready":true}]}}
        """;

    [Fact]
    public void An_object_of_an_API_server_is_the_one_that_its_manifest_says()
    {
        var fromServer = Read(KindCatalog.Pod, "v1", Pod).Resource!;
        var fromFile = Assert.Single(ManifestReader.Read("pod.json", """{"apiVersion":"v1","kind":"Pod",""" + Pod.TrimStart()[1..]).Resources);

        Assert.Equal(fromFile, fromServer);
        Assert.Equal("cluster", fromServer.Meta.Origin.ToString());
        Assert.Equal("v1", fromServer.Meta.ApiVersion);
        Assert.Equal("web", ((Resource<Pod>)fromServer).Spec.Spec.ServiceAccountName);
    }

    [Fact]
    public void What_a_kind_does_not_read_is_not_kept()
    {
        var meta = Read(KindCatalog.Pod, "v1", Pod).Resource!.Meta;

        Assert.Equal("sidecar.istio.io/inject", Assert.Single(meta.Annotations).Key);
        Assert.Equal("web", Assert.Single(meta.OwnerReferences).Name);
    }

    [Fact]
    public void A_mistake_is_a_finding_of_the_object_with_its_field()
    {
        var read = Read(KindCatalog.VirtualService, "v1", """{"metadata":{"name":"web","namespace":"shop"},"spec":{"hosts":["web"],"http":[{"route":[{"destination":{"host":7}}]}]}}""");

        Assert.Null(read.Resource);
        var finding = Assert.Single(read.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal("spec.http[0].route[0].destination.host", finding.Path);
        Assert.Equal("VirtualService/shop/web", finding.Resource.ToString());
        Assert.Equal("cluster", finding.Origin.ToString());
    }

    [Fact]
    public void Damaged_JSON_is_a_finding() =>
        Assert.Equal(FindingCode.BrokenDocument, Assert.Single(Read(KindCatalog.Service, "v1", """{"metadata":""").Findings).Code);

    [Fact]
    public void Secrets_are_wanted_where_something_refers_to_them()
    {
        var gateway = Read(KindCatalog.Gateway, "v1", """
            {"metadata":{"name":"edge","namespace":"shop"},"spec":{"selector":{"istio":"edge"},
             "servers":[{"port":{"number":443,"name":"https","protocol":"HTTPS"},"hosts":["*"],"tls":{"mode":"SIMPLE","credentialName":"shop-cert"}}]}}
            """).Resource!;

        Assert.Equal(["shop-cert", "shop-cert-cacert"], ObjectReferences.Of(gateway).Select(reference => reference.Name));
        Assert.All(ObjectReferences.Of(gateway), reference => Assert.Null(reference.Namespace));
        Assert.True(ObjectReferences.MayStandIn(gateway.Key.Kind));
    }

    private static ObjectReadResult Read(ResourceKind kind, string version, string json) => new ObjectReader("cluster", kind).Read(version, Encoding.UTF8.GetBytes(json));
}
