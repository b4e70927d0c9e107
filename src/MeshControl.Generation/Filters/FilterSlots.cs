namespace MeshControl.Generation.Filters;

/// <summary>Filters that policies and extensions put into the chains of a workload.</summary>
/// <param name="Http">HTTP filters.</param>
/// <param name="Network">Network filters, for chains that end in a TCP proxy.</param>
public sealed record FilterSlots(HttpFilterSlots Http, NetworkFilterSlots Network)
{
    public static FilterSlots None { get; } = new(HttpFilterSlots.None, NetworkFilterSlots.None);
}
