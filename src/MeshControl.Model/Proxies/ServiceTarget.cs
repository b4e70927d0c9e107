using MeshControl.Model.Services;

namespace MeshControl.Model.Proxies;

/// <summary>One port of one service that a workload implements (traffic specification 1.12).</summary>
/// <param name="Service">The service.</param>
/// <param name="PortName">Name of the service port.</param>
/// <param name="ServicePort">Number of the service port.</param>
/// <param name="TargetPort">The port the workload listens on.</param>
public sealed record ServiceTarget(ServiceKey Service, string PortName, int ServicePort, int TargetPort);
