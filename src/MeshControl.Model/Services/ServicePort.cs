namespace MeshControl.Model.Services;

/// <summary>One port of a service.</summary>
/// <param name="Name">Port name; EDS selects endpoints by it.</param>
/// <param name="Number">The number clients dial.</param>
/// <param name="Protocol">What it speaks.</param>
/// <param name="TargetPort">A number or a container port's name as written (Kubernetes), or the ServiceEntry's targetPort; null when equal to the number.</param>
public sealed record ServicePort(string Name, int Number, Protocol Protocol, string? TargetPort = null);
