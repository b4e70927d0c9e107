namespace MeshControl.EndToEnd.Tests.Guard;

/// <content>Conditions, and what happens where rules match.</content>
internal sealed partial class GuardTable
{
    private void AddConditions()
    {
        When("{key: 'request.headers[x-team]', values: [blue, 'green*', '*-red'], notValues: [green-9]}",
            ["buyer GET / x-team: blue", "buyer GET / x-team: green-1", "stranger GET / X-Team: a-red"], ["buyer GET /", "buyer GET / x-team: Blue", "buyer GET / x-team: green-9"]);
        When("{key: 'request.headers[x-any]', values: ['*']}", ["buyer GET / x-any: a"], ["buyer GET /"]);
        When("{key: source.ip, values: [10.244.1.10]}", ["buyer GET /"], ["teller GET /"]);
        When("{key: source.ip, notValues: [10.244.1.10]}", ["teller GET /"], ["buyer GET /"]);
        When("{key: remote.ip, values: [192.0.2.0/24]}", ["stranger GET / x-forwarded-for: 192.0.2.9"], ["stranger GET /"]);
        When("{key: source.namespace, values: [bank]}", ["teller GET /"], ["buyer GET /", "stranger GET /"]);
        When("{key: source.namespace, notValues: [bank]}", ["buyer GET /", "stranger GET /"], ["teller GET /"]);
        When("{key: source.principal, values: ['*/sa/buyer']}", ["buyer GET /"], ["teller GET /", "stranger GET /"]);
        When("{key: source.serviceAccount, values: [bank/teller]}", ["teller GET /"], ["buyer GET /", "stranger GET /"]);
        When("{key: source.trustDomain, values: [cluster.local]}", ["buyer GET /"], ["stranger GET /"]);
        When("{key: destination.ip, values: [10.244.1.20/32]}", ["buyer GET /"], []);
        When("{key: destination.ip, notValues: [10.244.1.20/32]}", [], ["buyer GET /"]);
        When("{key: destination.port, values: [PORT]}", ["buyer GET /"], []);
        When("{key: destination.port, notValues: [PORT]}", [], ["buyer GET /"]);
        When("{key: connection.sni, values: ['*.guard.shop.svc.cluster.local']}", ["buyer GET /"], ["stranger GET /"]);
        When("{key: connection.sni, values: [web.example]}", [], ["buyer GET /", "stranger GET /"]);
        When("{key: 'request.headers[x-a]', values: ['1']}, {key: 'request.headers[x-b]', values: ['2']}", ["buyer GET / x-a: 1; x-b: 2"], ["buyer GET / x-a: 1", "buyer GET / x-b: 2"]);
    }

    private void AddActions()
    {
        Http("", ["buyer GET /"], []);
        Http("rules: []", [], ["buyer GET /", "stranger POST /x"]);
        Http("action: DENY, rules: [{to: [{operation: {ports: [PORT], methods: [POST]}}]}]", ["buyer GET /"], ["buyer POST /", "stranger POST /"]);
        Http(["action: DENY, rules: [{to: [{operation: {ports: [PORT], paths: [/both]}}]}]", "rules: [{to: [{operation: {ports: [PORT], paths: [/both, /one]}}]}]"], ["buyer GET /one"], ["buyer GET /both"]);
        Http("action: AUDIT, rules: [{to: [{operation: {ports: [PORT]}}]}]", ["buyer GET /", "stranger POST /"], []);
        Http("DRYRUN action: DENY, rules: [{to: [{operation: {ports: [PORT]}}]}]", ["buyer GET /", "stranger GET /"], []);
        Http("DRYRUN rules: [{to: [{operation: {ports: [PORT]}}]}]", [], ["buyer GET /", "stranger GET /"]);
        Http("action: CUSTOM, provider: {name: by-grpc}, rules: [{to: [{operation: {ports: [PORT], paths: ['/ask*']}}]}]",
            ["buyer GET /", "buyer GET /ask x-leave: yes", "stranger GET /x"], ["buyer GET /ask", "stranger GET /ask/1", "buyer GET /x/../ask", "buyer GET /ask x-leave: no"]);
        Http(["action: CUSTOM, provider: {name: by-grpc}, rules: [{to: [{operation: {ports: [PORT]}}]}]", "action: DENY, rules: [{to: [{operation: {ports: [PORT], methods: [PUT]}}]}]"],
            ["buyer GET / x-leave: yes"], ["buyer GET /", "buyer PUT / x-leave: yes"]);
        Http("action: CUSTOM, provider: {name: by-http}, rules: [{to: [{operation: {ports: [PORT], notPaths: [/free]}}]}]",
            ["buyer GET /free", "buyer GET / x-leave: yes"], ["buyer GET /", "stranger GET /free/x"], Tokens);
        Http("action: CUSTOM, provider: {name: absent}, rules: [{to: [{operation: {ports: [PORT], paths: [/ask]}}]}]", ["buyer GET /"], ["503 buyer GET /ask"], Closed);
    }

    private void AddBytes()
    {
        Tcp("rules: [{from: [{source: {principals: ['*/sa/buyer']}}], to: [{operation: {ports: [PORT]}}]}]", ["buyer GET /"], ["0 teller GET /", "0 stranger GET /"]);
        Tcp("rules: [{from: [{source: {namespaces: [bank]}}], to: [{operation: {ports: [PORT]}}]}]", ["teller GET /"], ["0 buyer GET /"]);
        Tcp("rules: [{from: [{source: {ipBlocks: [10.244.1.12]}}], to: [{operation: {ports: [PORT]}}]}]", ["stranger GET /"], ["0 buyer GET /"]);
        Tcp("rules: [{to: [{operation: {ports: [PORT], methods: [GET]}}]}]", [], ["0 buyer GET /", "0 stranger GET /"]);
        Tcp("action: DENY, rules: [{to: [{operation: {ports: [PORT], methods: [POST]}}]}]", [], ["0 buyer GET /", "0 stranger GET /"]);
        Tcp("action: DENY, rules: [{from: [{source: {notPrincipals: ['*']}}], to: [{operation: {ports: [PORT]}}]}]", ["buyer GET /"], ["0 stranger GET /"]);
        Tcp("action: AUDIT, rules: [{to: [{operation: {ports: [PORT]}}]}]", ["buyer GET /", "stranger GET /"], []);
        Tcp("action: CUSTOM, provider: {name: by-grpc}, rules: [{to: [{operation: {ports: [PORT]}}]}]", ["buyer GET /"], ["0 teller GET /", "0 stranger GET /"]);
    }

    private void When(string conditions, string[] passes, string[] refused) =>
        Http($"rules: [{{to: [{{operation: {{ports: [PORT]}}}}], when: [{conditions}]}}]", passes, refused);
}
