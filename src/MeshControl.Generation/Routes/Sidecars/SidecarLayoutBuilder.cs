using MeshControl.Incremental;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Routes.Sidecars;

/// <summary>
/// Collects the virtual hosts of a port, rules first, and gives each domain and each name to the first that asks (traffic specification 2.5, 4.1).
/// </summary>
internal sealed class SidecarLayoutBuilder
{
    private const int PortOfPlainNames = 80;
    private readonly List<VirtualHostKey> _hosts = [];
    private readonly HashSet<string> _names = [];
    // The catch-all host owns the wildcard.
    private readonly HashSet<string> _domains = new(StringComparer.OrdinalIgnoreCase) { "*" };
    private readonly HashSet<string> _serviceNames = [];
    private readonly bool _appendsPorts;

    /// <summary>Starts empty.</summary>
    /// <param name="services">The service ports of the table: their full names are theirs alone.</param>
    /// <param name="appendsPorts">True where one table serves every port.</param>
    public SidecarLayoutBuilder(IEnumerable<(string Host, int Port)> services, bool appendsPorts)
    {
        _appendsPorts = appendsPorts;
        foreach (var (host, port) in services)
        {
            _serviceNames.Add(host);
            _serviceNames.Add(RouteNames.HostAndPort(host, port));
        }
    }

    /// <summary>Adds a host that is no service of the port.</summary>
    public void AddHost(string host, int port, VirtualHostKey template)
    {
        host = host.ToLowerInvariant();
        var bracketed = RouteNames.Bracketed(host);
        IReadOnlyList<string> domains = _appendsPorts ? [bracketed, $"{bracketed}:{port}"] : [bracketed];
        Add(RouteNames.HostAndPort(host, port), port, domains, static _ => false, template);
    }

    public void AddService(Service service, int port, EquatableArray<string> addresses, string clientDomain, VirtualHostKey template)
    {
        var domains = SidecarDomains.Of(service, addresses, clientDomain, _appendsPorts ? port : 0);
        Add(RouteNames.HostAndPort(service.Host, port), port, domains.All, domains.IsExpanded, template);
    }

    public SidecarLayout Build()
    {
        _hosts.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new(_hosts.ToEquatableArray());
    }

    private void Add(string name, int port, IReadOnlyList<string> domains, Func<string, bool> isExpanded, VirtualHostKey template)
    {
        if (!_names.Add(name))
        {
            return;
        }

        var kept = new List<string>(domains.Count);
        foreach (var domain in domains)
        {
            // Where one table serves every port, a name without one means port 80.
            if ((_appendsPorts && port != PortOfPlainNames && !domain.Contains(':', StringComparison.Ordinal))
                || (isExpanded(domain) && _serviceNames.Contains(domain))
                || !_domains.Add(domain))
            {
                continue;
            }

            kept.Add(domain);
        }

        if (kept.Count > 0)
        {
            _hosts.Add(template with { Name = name, Domains = kept.ToEquatableArray() });
        }
    }
}
