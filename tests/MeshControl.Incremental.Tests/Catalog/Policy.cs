namespace MeshControl.Incremental.Tests.Catalog;

internal sealed record Policy(string Service, string Balancer);
