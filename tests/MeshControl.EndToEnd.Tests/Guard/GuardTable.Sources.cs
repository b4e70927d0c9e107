namespace MeshControl.EndToEnd.Tests.Guard;

/// <content>Who asks: identities of mutual TLS, and addresses. The stranger has no proxy and speaks plaintext.</content>
internal sealed partial class GuardTable
{
    private void AddSources()
    {
        From("principals: [cluster.local/ns/shop/sa/buyer]", ["buyer GET /"], ["teller GET /", "stranger GET /"]);
        From("principals: ['*/sa/teller', 'cluster.local/ns/none*']", ["teller GET /"], ["buyer GET /", "stranger GET /"]);
        From("principals: ['cluster.local/ns/shop/*']", ["buyer GET /"], ["teller GET /", "stranger GET /"]);
        From("principals: ['*']", ["buyer GET /", "teller GET /"], ["stranger GET /", "stranger GET / x-forwarded-client-cert: URI=spiffe://cluster.local/ns/shop/sa/buyer"]);
        From("principals: [old.example/ns/shop/sa/buyer]", ["buyer GET /"], ["teller GET /", "stranger GET /"]);
        From("principals: [other.example/ns/shop/sa/buyer]", [], ["buyer GET /", "stranger GET /"]);
        From("notPrincipals: [cluster.local/ns/bank/sa/teller]", ["buyer GET /", "stranger GET /"], ["teller GET /"]);
        From("namespaces: [shop]", ["buyer GET /"], ["teller GET /", "stranger GET /"]);
        From("namespaces: ['b*']", ["teller GET /"], ["buyer GET /", "stranger GET /"]);
        From("notNamespaces: [bank], namespaces: ['*']", ["buyer GET /"], ["teller GET /", "stranger GET /"]);
        From("serviceAccounts: [buyer, bank/nobody]", ["buyer GET /"], ["teller GET /", "stranger GET /"]);
        From("serviceAccounts: [bank/teller]", ["teller GET /"], ["buyer GET /", "stranger GET /"]);
        From("notServiceAccounts: [bank/teller], ipBlocks: [10.244.0.0/16]", ["buyer GET /", "stranger GET /"], ["teller GET /"]);
        From("trustDomains: [cluster.local]", ["buyer GET /", "teller GET /"], ["stranger GET /"]);
        From("trustDomains: [other.example, 'x*']", [], ["buyer GET /", "stranger GET /"]);
        From("notTrustDomains: [cluster.local]", ["stranger GET /"], ["buyer GET /"]);
        From("ipBlocks: [10.244.1.10, 10.244.1.12/31]", ["buyer GET /", "stranger GET /", "stranger GET / x-forwarded-for: 192.0.2.1"], ["teller GET /", "teller GET / x-forwarded-for: 10.244.1.10"]);
        From("notIpBlocks: [10.244.1.10/32]", ["teller GET /"], ["buyer GET /"]);
        From("remoteIpBlocks: [192.0.2.0/24]", ["stranger GET / x-forwarded-for: 192.0.2.7"], ["stranger GET / x-forwarded-for: 198.51.100.1", "stranger GET /"]);
        From("notRemoteIpBlocks: [192.0.2.0/24]", ["stranger GET /"], ["stranger GET / x-forwarded-for: 192.0.2.7"]);
        Http("rules: [{from: [{source: {namespaces: [bank]}}, {source: {principals: ['*/sa/buyer']}}], to: [{operation: {ports: [PORT], methods: [GET]}}, {operation: {ports: [PORT], paths: [/open]}}]}]",
            ["teller GET /", "buyer GET /", "buyer POST /open"], ["buyer POST /", "stranger GET /", "stranger POST /open"]);
        Http(["rules: [{from: [{source: {namespaces: [bank]}}], to: [{operation: {ports: [PORT]}}]}]", "rules: [{from: [{source: {ipBlocks: [10.244.1.12]}}], to: [{operation: {ports: [PORT]}}]}]"],
            ["teller GET /", "stranger GET /"], ["buyer GET /"]);

        // Nobody is kept out for being nobody unless a rule says so.
        Http("action: DENY, rules: [{from: [{source: {notPrincipals: ['*']}}], to: [{operation: {ports: [PORT]}}]}]", ["buyer GET /"], ["stranger GET /"]);
        Http("action: DENY, rules: [{from: [{source: {notNamespaces: [shop]}}], to: [{operation: {ports: [PORT]}}]}]", ["buyer GET /"], ["teller GET /", "stranger GET /"]);
    }

    private void From(string source, string[] passes, string[] refused) =>
        Http($"rules: [{{from: [{{source: {{{source}}}}}], to: [{{operation: {{ports: [PORT]}}}}]}}]", passes, refused);
}
