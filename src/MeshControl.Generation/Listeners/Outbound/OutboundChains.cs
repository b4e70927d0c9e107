using Envoy.Config.Listener.V3;
using MeshControl.Generation.Filters;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>Chains of one listener, in order; of chains that would take the same connections the first stays.</summary>
internal sealed class OutboundChains
{
    private readonly HashSet<string> _matches = new(StringComparer.Ordinal);
    private readonly List<FilterChain> _chains = [];
    private FilterChain? _default;

    /// <summary>True where some chain matches server names: they have to be read from the connection first.</summary>
    public bool NeedsTlsInspector { get; private set; }

    public bool NeedsHttpInspector { get; private set; }

    public void AddHttp(FilterChain chain) => Add(chain, readsServerNames: false);

    public void AddTcp(TcpChain plan, FilterChain chain)
    {
        var match = new FilterChainMatch();
        if (!plan.ServerNames.Contains("*"))
        {
            match.ServerNames.Add(plan.ServerNames.Order(StringComparer.Ordinal));
        }

        match.PrefixRanges.Add(plan.Ranges.Order(StringComparer.Ordinal).Select(AddressRanges.Parse).OfType<Envoy.Config.Core.V3.CidrRange>()
            .Where(range => range.AddressPrefix != "0.0.0.0"));
        chain.FilterChainMatch = IsEmpty(match) ? null : match;
        Add(chain, plan.ServerNames.Count > 0 || plan.ResolverCache.Length > 0);
    }

    /// <summary>Puts the chains into a listener. A single chain that takes everything needs no default; without one, unclaimed connections fall through.</summary>
    public void Finish(Listener listener, FilterChain fallThrough)
    {
        listener.FilterChains.Add(_chains);
        if (_default is null)
        {
            listener.DefaultFilterChain = fallThrough;
        }
        else if (_chains.Count == 0)
        {
            listener.FilterChains.Add(_default);
        }
        else
        {
            listener.DefaultFilterChain = _default;
        }
    }

    private void Add(FilterChain chain, bool readsServerNames)
    {
        var match = chain.FilterChainMatch;
        if (!_matches.Add(match is null ? "" : match.ToString()))
        {
            return;
        }

        NeedsTlsInspector |= readsServerNames;
        NeedsHttpInspector |= match is { ApplicationProtocols.Count: > 0 };
        if (match is null)
        {
            _default = chain;
        }
        else
        {
            _chains.Add(chain);
        }
    }

    private static bool IsEmpty(FilterChainMatch match) => match.ServerNames.Count == 0 && match.PrefixRanges.Count == 0;
}
