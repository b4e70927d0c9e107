using System.Collections.Immutable;
using System.Net;
using MeshControl.Generation.Simulation;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>Random calls that have a fair chance to meet what random configurations say.</summary>
internal static class RandomCalls
{
    private static readonly string[] Paths =
    [
        "/", "/api", "/api/v1", "/api/v1/items", "/api/v12/x", "/API/V1", "/static/x.css", "/static", "/a.b", "/axb", "/wpcatalog/1", "/apiary", "/api/", "//api", "/api//v1",
        "/api/../static/", "/api/%2e%2e/a.b", "/api/./v1", "/%61pi/v1", "/api%2Fv1", "/api\\v1", "/api/v1;x=1", "/api/%7Ex", "/a%20b", "/api/v1%2fitems", "/..", "/api/..", "/a|b",
    ];

    public static Call Make(Dice dice, int number, int mesh)
    {
        var entry = dice.Of(Arrival.Outbound, Arrival.Outbound, Arrival.Outbound, Arrival.Direct, Arrival.Direct, Arrival.Inbound);
        return entry switch
        {
            Arrival.Direct => Gateway(dice, number, mesh),
            Arrival.Inbound => Inbound(dice, number, mesh),
            _ => Sidecar(dice, number, mesh),
        };
    }

    private static Call Sidecar(Dice dice, int number, int mesh)
    {
        var (host, address) = dice.Of(
            ("web", "127.10.1.1"), ("web.shop", "127.10.1.1"), ("web.shop.svc.cluster.local", "127.10.1.1"), ("cart", "127.10.2.1"), ("cart.shop.svc", "127.10.2.1"),
            ("pay.pay", "127.10.4.1"), ("pay.pay.svc.cluster.local", "127.10.4.1"), ("db.pay", "127.10.3.1"), ("heads", "127.20.2.1"), ("heads.shop", "127.20.2.2"),
            ("ext.example.com", "127.11.0.1"), ("ext.example.com", "127.12.0.9"), ("www.example.com", "127.12.0.8"), ("a.example.com", "127.12.0.7"),
            ("unknown.test", "127.12.0.6"), ("127.12.0.5", "127.12.0.5"), ("127.10.1.1", "127.10.1.1"));
        var port = dice.Of(80, 80, 80, 8000, 8000, 9000, 7000, 3306, 443, 8100, 9100, 9200, 8888);
        var connection = new Connection { Source = IPAddress.Parse(World.ClientAddress), SourcePort = 1024 + number, Destination = IPAddress.Parse(address), DestinationPort = port };
        return dice.Between(1, 12) switch
        {
            1 => new Call(number, mesh, Arrival.Outbound, connection with { Bytes = FirstBytes.Other }, null),
            2 or 3 when port is 443 or 7000 or 9000 => new Call(number, mesh, Arrival.Outbound,
                connection with { Bytes = FirstBytes.Other, Tls = new TlsHello(dice.Percent(90) ? host : null, dice.Of<ImmutableArray<string>>([], ["http/1.1"], ["h2", "http/1.1"])) }, null),
            _ => new Call(number, mesh, Arrival.Outbound, connection, Request(dice, dice.Percent(20) ? $"{host}:{port}" : host)),
        };
    }

    private static Call Gateway(Dice dice, int number, int mesh)
    {
        var host = dice.Of("www.example.com", "www.example.com:80", "a.example.com", "WWW.example.com", "www.example.com", "a.example.com", "shop.example.org", "ext.example.com", "web.shop.svc.cluster.local", "unknown.test", "other.example.com");
        var port = dice.Percent(80) ? 8080 : dice.Of(8081, 8443, 9000);
        var connection = new Connection
        {
            Source = IPAddress.Parse(World.Stranger), SourcePort = 1024 + number, Destination = IPAddress.Parse(World.GatewayAddress), DestinationPort = port,
        };
        return port switch
        {
            8443 => new Call(number, mesh, Arrival.Direct, connection with { Bytes = FirstBytes.Other, Tls = new TlsHello(dice.Percent(90) ? host.Split(':')[0] : null, ["h2", "http/1.1"]) }, null),
            9000 => new Call(number, mesh, Arrival.Direct, connection with { Bytes = FirstBytes.Other }, null),
            _ => new Call(number, mesh, Arrival.Direct, connection, Request(dice, host)),
        };
    }

    private static Call Inbound(Dice dice, int number, int mesh)
    {
        var connection = new Connection
        {
            Source = IPAddress.Parse(dice.Of(World.ClientAddress, World.Stranger)), SourcePort = 1024 + number, Destination = IPAddress.Parse(World.ServerAddress),
            DestinationPort = dice.Of(8080, 8080, 8080, 9999),
        };
        var host = dice.Of("web", "web:80", "web.shop.svc.cluster.local", "a.example.com");
        return dice.Between(1, 10) switch
        {
            <= 2 => new Call(number, mesh, Arrival.Inbound, connection with { Bytes = FirstBytes.Other }, null),
            <= 6 => new Call(number, mesh, Arrival.Inbound, connection with { Tls = Mutual(dice) }, Request(dice, host)),
            _ => new Call(number, mesh, Arrival.Inbound, connection, Request(dice, host)),
        };
    }

    private static TlsHello Mutual(Dice dice) => new(
        dice.Of("outbound_.80_._.web.shop.svc.cluster.local", "outbound_.80_.v1_.web.shop.svc.cluster.local", "other.example.com"),
        dice.Of<ImmutableArray<string>>(["istio-http/1.1", "istio", "http/1.1"], ["istio"], ["http/1.1"], []),
        dice.Percent(85) ? dice.Of(TestIdentities.Clients) : null);

    private static HttpRequest Request(Dice dice, string host)
    {
        var path = dice.Of(Paths) + dice.Maybe(35, () => dice.Of("?q=1", "?page=abc&q=x", "?q=x%20y", "?page=12", "?q", "?x=1&q=abc"));
        var headers = ImmutableArray.CreateBuilder<HttpHeader>();
        void Add(int share, string name, params string[] values)
        {
            if (dice.Percent(share))
            {
                headers.Add(new(name, dice.Of(values)));
            }
        }

        Add(40, "user", "jason", "anna", "jasonx", "bob");
        Add(30, "x-group", "a", "b", "admin", "group=dev");
        Add(25, "cookie", "group=dev", "a=b; group=dev", "group=prod", "agroup=dev");
        Add(15, "origin", "http://a.example.com", "http://d.example.com");
        Add(8, "x-forwarded-proto", "https", "http");
        Add(8, "x-forwarded-for", "192.0.2.7", "198.51.100.1, 192.0.2.9");
        var method = dice.Of("GET", "GET", "GET", "POST", "PUT", "OPTIONS");
        if (method == "OPTIONS")
        {
            Add(60, "access-control-request-method", "GET");
        }

        return new HttpRequest { Method = method, Authority = host, Path = path, Headers = headers.ToImmutable() };
    }
}
