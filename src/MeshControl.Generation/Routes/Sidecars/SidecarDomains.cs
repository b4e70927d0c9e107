using System.Net;
using MeshControl.Incremental;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Routes.Sidecars;

/// <summary>The names by which a sidecar's workload calls a service (traffic specification 2.5).</summary>
internal sealed class SidecarDomains
{
    private const string KubernetesInfix = ".svc.";
    private readonly List<string> _all = [];
    private readonly HashSet<string> _expanded = [];
    private readonly string _clientDomain;
    private readonly string _portSuffix;

    private SidecarDomains(string clientDomain, int port)
    {
        _clientDomain = clientDomain;
        _portSuffix = port > 0 ? $":{port}" : "";
    }

    /// <summary>Every domain in order.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>The names of one service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="addresses">Where the proxy reaches it.</param>
    /// <param name="clientDomain">DNS domain of the proxy.</param>
    /// <param name="port">Also written behind each name, unless 0.</param>
    public static SidecarDomains Of(Service service, EquatableArray<string> addresses, string clientDomain, int port)
    {
        var domains = new SidecarDomains(clientDomain, port);
        domains.AddHost(service.Host);
        foreach (var alias in service.Aliases)
        {
            domains.AddHost(alias.Host);
        }

        if (service.IsHeadless)
        {
            // Each pod of a headless service has a name of its own.
            domains._all.AddRange(domains._all.Select(static domain => "*." + domain).ToList());
        }

        foreach (var address in addresses)
        {
            if (address.Length > 0 && address != Service.NoAddress)
            {
                domains.Add(RouteNames.Bracketed(address));
            }
        }

        return domains;
    }

    /// <summary>True for a name that search domains stand for: the real owner of such a name comes first.</summary>
    public bool IsExpanded(string domain) => _expanded.Contains(domain);

    private void AddHost(string host)
    {
        Add(RouteNames.Bracketed(host));
        if (!IPAddress.TryParse(host, out _))
        {
            AddExpanded(host + ".");
        }

        if (_clientDomain.Contains(KubernetesInfix, StringComparison.Ordinal))
        {
            AddKubernetesNames(host);
        }
        else
        {
            AddSharedDomainNames(host);
        }
    }

    private void AddKubernetesNames(string host)
    {
        var clientAt = _clientDomain.IndexOf(KubernetesInfix, StringComparison.Ordinal);
        var at = host.IndexOf(KubernetesInfix, StringComparison.Ordinal);
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        if (at <= 0 || dot + 1 > at || !host.EndsWith(_clientDomain[clientAt..], StringComparison.Ordinal))
        {
            return;
        }

        var withNamespace = host[..at];
        if (host.AsSpan(dot + 1, Math.Max(at - dot - 1, 0)).SequenceEqual(_clientDomain.AsSpan(0, clientAt)))
        {
            AddExpanded(host[..dot]);
            AddExpanded(withNamespace + ".svc");
            AddExpanded(withNamespace);
        }
        else
        {
            AddExpanded(withNamespace);
            AddExpanded(withNamespace + ".svc");
        }
    }

    private void AddSharedDomainNames(string host)
    {
        var labels = host.Split('.');
        var clientLabels = _clientDomain.Split('.');
        var shared = 0;
        while (shared < Math.Min(labels.Length, clientLabels.Length) && labels[^(shared + 1)] == clientLabels[^(shared + 1)])
        {
            shared++;
        }

        if (shared == 0 || shared == labels.Length)
        {
            return;
        }

        var own = string.Join('.', labels[..^shared]);
        AddExpanded(own);
        if (labels.Length - shared == 2)
        {
            AddExpanded($"{own}.{labels[^shared]}");
        }
    }

    private void AddExpanded(string domain)
    {
        _expanded.Add(domain);
        Add(domain);
        if (_portSuffix.Length > 0)
        {
            _expanded.Add(domain + _portSuffix);
        }
    }

    private void Add(string domain)
    {
        _all.Add(domain);
        if (_portSuffix.Length > 0)
        {
            _all.Add(domain + _portSuffix);
        }
    }
}
