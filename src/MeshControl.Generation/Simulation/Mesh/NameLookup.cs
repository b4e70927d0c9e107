using System.Net;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Simulation.Mesh;

/// <summary>Host names as a pod's resolver would find them: search domains of its namespace, cluster addresses, addresses of endpoints for headless services.</summary>
public sealed class NameLookup(RenderPipeline pipeline)
{
    /// <summary>Stands for any address outside of the mesh (TEST-NET-1, which nobody has).</summary>
    public static readonly IPAddress Outside = IPAddress.Parse("192.0.2.1");

    public Target Find(string host, string ns)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return new Target(address, "an address");
        }

        using var read = pipeline.Graph.OpenReader();
        var domain = pipeline.Facts.Settings.Get(read).DomainSuffix;
        string[] names = [host, $"{host}.{ns}.svc.{domain}", $"{host}.svc.{domain}", $"{host}.{domain}"];
        var index = read.Get(pipeline.Facts.Services.VisibleIndex, ns);
        var service = names.Select(index.Find).FirstOrDefault(found => found is not null)
            ?? index.Services.FirstOrDefault(item => item.Host.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(item.Host[1..], StringComparison.Ordinal));
        if (service is null)
        {
            return new Target(Outside, "no service has this name; an address for wherever DNS leads");
        }

        var own = service.Addresses.Concat(service.AutoAllocatedAddresses).Select(text => text.Split('/')[0])
            .FirstOrDefault(text => text != Service.NoAddress && IPAddress.TryParse(text, out _));
        if (own is not null)
        {
            return new Target(IPAddress.Parse(own), $"service {service.Host}");
        }

        var endpoint = service.IsHeadless
            ? read.Get(pipeline.Facts.Services.Endpoints, service.Key).Endpoints.Select(item => item.Address).FirstOrDefault(text => IPAddress.TryParse(text, out _))
            : null;
        return endpoint is null
            ? new Target(Outside, $"service {service.Host} has no address; one for wherever DNS leads")
            : new Target(IPAddress.Parse(endpoint), $"an endpoint of headless {service.Host}");
    }
}
