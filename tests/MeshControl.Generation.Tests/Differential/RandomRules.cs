namespace MeshControl.Generation.Tests.Differential;

/// <summary>Random VirtualServices, with every match kind and action, in YAML flow style.</summary>
internal sealed class RandomRules(Dice dice)
{
    private static readonly string[] Paths = ["/", "/api", "/api/v1", "/api/v1/items", "/API", "/static/", "/a.b", "/wpcatalog", "/apiary"];

    /// <summary>A rule for sidecars, for the gateway, or for both.</summary>
    public string Rule(string name, string kind) => kind switch
    {
        "mesh" => Object(name, dice.Of("web", "web.shop.svc.cluster.local", "cart", "heads", "ext.example.com", "\"*.example.com\""), ""),
        "both" => Object(name, dice.Of("web.shop.svc.cluster.local", "cart.shop.svc.cluster.local", "www.example.com"), "gateways: [mesh, front], "),
        _ => Object(name, dice.Of("\"*\"", "\"*\"", "www.example.com", "www.example.com, a.example.com", "\"*.example.com\"", "shop.example.org", "ext.example.com"), "gateways: [front], "),
    };

    private string Object(string name, string host, string gateways)
    {
        var isTcp = dice.Percent(12);
        var second = dice.Percent(15) && !host.Contains('*') && !host.Contains(',') ? ", " + dice.Of("other.example.com", "pay.pay.svc.cluster.local") : "";
        var routes = isTcp
            ? $"  tcp:\n  - {{ {dice.Maybe(60, () => $"match: [{{ port: {dice.Of(9000, 9100, 3306, 7000)} }}], ")}route: [{Targets(isHttp: false)}] }}\n" +
              dice.Maybe(50, () => $"  tls:\n  - {{ match: [{{ {dice.Maybe(50, () => "port: 443, ")}sniHosts: [{Sni(host)}] }}], route: [{Targets(isHttp: false)}] }}\n")
            : "  http:\n" + string.Concat(dice.Several(1, 4, Route));
        return $$"""
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: { name: {{name}}, namespace: shop, creationTimestamp: "2026-01-02T00:00:0{{dice.Between(0, 9)}}Z" }
            spec:
              {{(gateways.Length > 0 ? gateways.TrimEnd(' ', ',') : "exportTo: [\"*\"]")}}
              hosts: [{{host}}{{second}}]
            {{routes}}
            ---

            """;
    }

    private string Sni(string host) => host.StartsWith("\"*\"", StringComparison.Ordinal) ? "www.example.com" : dice.Percent(60) ? host : host.StartsWith('"') ? "a.example.com" : host;

    private string Route()
    {
        List<string> parts = [];
        if (dice.Percent(40))
        {
            parts.Add($"name: r{dice.Between(1, 99)}");
        }

        if (dice.Percent(60))
        {
            parts.Add($"match: [{string.Join(", ", dice.Several(1, 2, Match))}]");
        }

        var action = dice.Between(1, 10);
        parts.AddRange(action switch { 1 => Redirect(), 2 => [Direct()], _ => Forward() });
        if (dice.Percent(30))
        {
            parts.Add($"headers: {Headers()}");
        }

        if (action > 2 && dice.Percent(12))
        {
            parts.Add($"fault: {{ {dice.Of("abort: { percentage: { value: 100 }, httpStatus: 418 }", "abort: { percentage: { value: 50 }, httpStatus: 503 }",
                "abort: { percentage: { value: 0 }, httpStatus: 500 }", "delay: { percentage: { value: 50 }, fixedDelay: 2ms }")} }}");
        }

        if (dice.Percent(12))
        {
            parts.Add($"corsPolicy: {{ allowOrigins: [{{ {dice.Of("exact: \"http://a.example.com\"", "prefix: \"http://a\"", "regex: \"http://[a-c]\\\\.example\\\\.com\"")} }}], "
                + $"allowMethods: [GET, POST]{dice.Maybe(40, () => $", unmatchedPreflights: {dice.Of("FORWARD", "IGNORE")}")} }}");
        }

        return $"  - {{ {string.Join(", ", parts)} }}\n";
    }

    private string Match()
    {
        List<string> parts = [];
        if (dice.Percent(70))
        {
            parts.Add($"uri: {{ {Text(Paths, "/api/.*", "/a[.]b", "/(api|static)/?.*", @"/api/v\\d+/\\w+")} }}");
            if (dice.Percent(20))
            {
                parts.Add("ignoreUriCase: true");
            }
        }

        if (dice.Percent(20))
        {
            parts.Add($"method: {{ {Text(["GET", "POST", "OPTIONS"], "GET|PUT")} }}");
        }

        if (dice.Percent(35))
        {
            parts.Add($"headers: {{ {dice.Of("user", "x-group", "cookie")}: {{ {dice.Of(Text(["jason", "anna", "group=dev"], "^(.*?;)?\\\\s*(group=dev)(;.*)?$", ".*a.*"), "")} }} }}");
        }

        if (dice.Percent(15))
        {
            parts.Add($"withoutHeaders: {{ {dice.Of("user", "x-group")}: {{ {dice.Of(Text(["jason", "anna"], "a.*"), "")} }} }}");
        }

        if (dice.Percent(20))
        {
            parts.Add($"queryParams: {{ {dice.Of("q", "page")}: {{ {Text(["1", "x y", "abc"], "[0-9]+", "")} }} }}");
        }

        if (dice.Percent(10))
        {
            parts.Add($"authority: {{ {Text(["web", "www.example.com", "ext.example.com:80"], ".*example.*")} }}");
        }

        if (dice.Percent(8))
        {
            parts.Add($"scheme: {{ exact: {dice.Of("http", "https")} }}");
        }

        if (dice.Percent(8))
        {
            parts.Add($"port: {dice.Of(80, 8000, 8080)}");
        }

        if (dice.Percent(8))
        {
            parts.Add($"sourceLabels: {{ app: {dice.Of("client", "web")} }}");
        }

        return $"{{ {string.Join(", ", parts)} }}";
    }

    private string Text(string[] plain, params string[] expressions) => dice.Between(1, 10) switch
    {
        <= 4 => $"exact: \"{dice.Of(plain)}\"",
        <= 7 => $"prefix: \"{dice.Of(plain)}\"",
        _ => $"regex: \"{dice.Of(expressions)}\"",
    };

    private List<string> Redirect()
    {
        List<string> fields = [];
        if (dice.Percent(60))
        {
            fields.Add($"uri: {dice.Of("/new", "\"/new?x=1\"", "/api/v2")}");
        }

        if (dice.Percent(50))
        {
            fields.Add("authority: new.example.com");
        }

        if (dice.Percent(40))
        {
            fields.Add($"scheme: {dice.Of("https", "http")}");
        }

        if (dice.Percent(40))
        {
            fields.Add(dice.Of("port: 8443", "port: 443", "derivePort: FROM_PROTOCOL_DEFAULT", "derivePort: FROM_REQUEST_PORT"));
        }

        if (dice.Percent(50) || fields.Count == 0)
        {
            fields.Add($"redirectCode: {dice.Of(301, 302, 303, 307, 308)}");
        }

        return [$"redirect: {{ {string.Join(", ", fields)} }}"];
    }

    private string Direct() => $"directResponse: {{ status: {dice.Of(200, 404, 503)}, body: {{ string: \"{dice.Of("hello", "closed")}\" }} }}";

    private IEnumerable<string> Forward()
    {
        yield return $"route: [{Targets(isHttp: true)}]";
        if (dice.Percent(30))
        {
            yield return dice.Of("rewrite: { uri: /v2 }", "rewrite: { uri: / }", "rewrite: { authority: inner.example.com }", "rewrite: { uri: /b, authority: both.example.com }",
                "rewrite: { uriRegexRewrite: { match: \"/api/v(\\\\d+)\", rewrite: \"/version/\\\\1\" } }", "rewrite: { uriRegexRewrite: { match: \"[aeiou]\", rewrite: \"_\" } }");
        }

        if (dice.Percent(15))
        {
            yield return dice.Of("timeout: 5s", "retries: { attempts: 2, perTryTimeout: 2s, retryOn: gateway-error }", "retries: { attempts: 0 }");
        }

        if (dice.Percent(10))
        {
            yield return "mirror: { host: cart, port: { number: 8000 } }, mirrorPercentage: { value: 50 }";
        }
    }

    private string Targets(bool isHttp)
    {
        var count = dice.Of(1, 1, 2, 3);
        return string.Join(", ", Enumerable.Range(0, count).Select(i =>
            $"{{ destination: {Destination()}{(count > 1 ? $", weight: {(i == 0 ? 40 : dice.Of(0, 10, 30, 60, 100))}" : "")}{(isHttp ? dice.Maybe(15, () => $", headers: {Headers()}") : "")} }}"));
    }

    private string Destination() => dice.Between(1, 12) switch
    {
        <= 3 => $"{{ host: web{dice.Maybe(50, () => ", port: { number: 80 }")}{dice.Maybe(50, () => $", subset: {dice.Of("v1", "v2", "v1", "lost")}")} }}",
        <= 6 => $"{{ host: cart.shop.svc.cluster.local, port: {{ number: {dice.Of(8000, 9000, 7000)} }}{dice.Maybe(40, () => $", subset: {dice.Of("v1", "v2")}")} }}",
        7 => "{ host: pay.pay.svc.cluster.local, port: { number: 80 } }",
        8 => "{ host: db.pay.svc.cluster.local, port: { number: 3306 } }",
        9 => "{ host: ext.example.com, port: { number: 80 } }",
        10 => "{ host: nowhere.shop.svc.cluster.local }",
        11 => "{ host: heads, port: { number: 8100 } }",
        _ => "{ host: web.shop.svc.cluster.local }",
    };

    private string Headers()
    {
        List<string> parts = [];
        if (dice.Percent(70))
        {
            parts.Add($"request: {{ {Operations(["x-group", "user", "x-new", "x-more"])} }}");
        }

        if (dice.Percent(50) || parts.Count == 0)
        {
            parts.Add($"response: {{ {Operations(["x-up", "x-out", "x-more"])} }}");
        }

        return $"{{ {string.Join(", ", parts)} }}";
    }

    private string Operations(string[] names)
    {
        List<string> parts = [];
        if (dice.Percent(50))
        {
            parts.Add($"set: {{ {dice.Of(names)}: {dice.Of("one", "\"two three\"", "\"%REQ(user)%\"", "\"50%%\"")} }}");
        }

        if (dice.Percent(40))
        {
            parts.Add($"add: {{ {dice.Of(names)}: {dice.Of("plus", "more")} }}");
        }

        if (dice.Percent(40) || parts.Count == 0)
        {
            parts.Add($"remove: [{dice.Of(names)}]");
        }

        return string.Join(", ", parts);
    }
}
