namespace MeshControl.Generation.Output;

/// <summary>How a route table reaches a proxy.</summary>
public enum RouteDelivery
{
    /// <summary>One RouteConfiguration with all its virtual hosts.</summary>
    Table,

    /// <summary>A RouteConfiguration that asks for its virtual hosts over VHDS, and one VirtualHost resource each (delta only).</summary>
    VirtualHost,
}
