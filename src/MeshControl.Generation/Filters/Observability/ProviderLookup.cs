namespace MeshControl.Generation.Filters.Observability;

/// <summary>Finds the service of a provider, written as `host` or `namespace/host`; null where there is none, or several.</summary>
public delegate ProviderTarget? ProviderLookup(string service, int port);
