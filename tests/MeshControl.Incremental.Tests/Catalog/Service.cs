namespace MeshControl.Incremental.Tests.Catalog;

internal sealed record Service(string Name, string Namespace, int Port, int Weight = 1);
