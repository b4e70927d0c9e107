using System.Net;
using Envoy.Config.Listener.V3;
using MeshControl.Generation.Simulation;
using MeshControl.Generation.Simulation.Listeners;

namespace MeshControl.Generation.Tests.Simulation;

/// <summary>Envoy's order of criteria: each decides for good.</summary>
public sealed class FilterChainTests
{
    [Theory]
    [InlineData("a.example.com", "exact")]
    [InlineData("A.example.com", "exact")]
    [InlineData("b.example.com", "suffix")]
    [InlineData("c.b.example.com", "suffix")]
    [InlineData("example.com", "any")]
    [InlineData(null, "any")]
    public void Most_specific_server_name_wins(string? name, string chain) => Assert.Equal(chain, Chosen(name,
        Chain("any"), Chain("suffix", match => match.ServerNames.Add("*.example.com")), Chain("exact", match => match.ServerNames.Add("a.example.com"))));

    [Fact]
    public void A_matching_server_name_is_not_given_up_for_a_later_criterion() => Assert.Null(Chosen("a.example.com",
        Chain("any"), Chain("exact", match =>
        {
            match.ServerNames.Add("a.example.com");
            match.ApplicationProtocols.Add("h3");
        })));

    [Fact]
    public void The_port_decides_before_the_server_name() => Assert.Equal("port", Chosen("a.example.com",
        Chain("name", match => match.ServerNames.Add("a.example.com")), Chain("port", match => match.DestinationPort = 443)));

    [Fact]
    public void The_first_protocol_of_the_client_that_any_chain_has_decides() => Assert.Equal("h2", Chosen("a.example.com",
        Chain("h1", match => match.ApplicationProtocols.Add("http/1.1")), Chain("h2", match => match.ApplicationProtocols.Add("h2"))));

    private static string? Chosen(string? name, params FilterChain[] chains)
    {
        var listener = new Listener { FilterChains = { chains } };
        listener.ListenerFilters.Add(new ListenerFilter { Name = "envoy.filters.listener.tls_inspector" });
        var connection = new Connection
        {
            Source = IPAddress.Loopback, Destination = IPAddress.Parse("192.0.2.9"), DestinationPort = 443, Tls = new TlsHello(name, ["h2", "http/1.1"]),
        };
        return FilterChainChoice.Choose(listener, connection, Sniffed.Run(listener, connection)).Chain?.Name;
    }

    private static FilterChain Chain(string name, Action<FilterChainMatch>? change = null)
    {
        var chain = new FilterChain { Name = name, FilterChainMatch = new FilterChainMatch() };
        change?.Invoke(chain.FilterChainMatch);
        return chain;
    }
}
