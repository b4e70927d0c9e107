using MeshControl.EndToEnd.Tests.Mesh;

namespace MeshControl.EndToEnd.Tests.Traffic;

/// <summary>A client, a server in two versions, a pod without a proxy and a gateway: `Manifests/shop`.</summary>
public sealed class ShopMesh() : MeshFixture("tests/MeshControl.EndToEnd.Tests/Manifests/shop");
