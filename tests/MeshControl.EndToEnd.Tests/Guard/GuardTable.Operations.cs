namespace MeshControl.EndToEnd.Tests.Guard;

/// <content>What is asked for: methods, paths, hosts, ports.</content>
internal sealed partial class GuardTable
{
    private void AddOperations()
    {
        Http("rules: [{to: [{operation: {ports: [PORT], methods: [GET, 'P*']}}]}]",
            ["buyer GET /", "stranger POST /", "teller PUT /x"], ["buyer DELETE /", "stranger HEAD /"]);
        Http("rules: [{to: [{operation: {ports: [PORT], notMethods: [DELETE]}}]}]", ["buyer GET /"], ["buyer DELETE /", "stranger DELETE /x"]);
        Http("rules: [{to: [{operation: {ports: [PORT], paths: [/a, '/b*', '*/c']}}]}]",
            ["buyer GET /a", "buyer GET /a?q=/z", "buyer GET /bcd", "stranger GET /x/c", "stranger GET /x/../a"], ["buyer GET /A", "buyer GET /a/", "stranger GET /c/x", "stranger GET /"]);
        Http("rules: [{to: [{operation: {ports: [PORT], notPaths: [/private*]}}]}]", ["buyer GET /"], ["buyer GET /private", "stranger GET /x/../private/1"]);
        Http("rules: [{to: [{operation: {ports: [PORT], paths: ['/api/{*}/items', '/files/{**}']}}]}]",
            ["buyer GET /api/1/items", "stranger GET /files/a/b/c"], ["buyer GET /api/1/2/items", "stranger GET /api/items", "stranger GET /file"]);
        Http("rules: [{to: [{operation: {ports: [PORT], notPaths: ['/api/{*}/secret']}}]}]", ["buyer GET /api/1/open"], ["buyer GET /api/1/secret"]);
        Http("rules: [{to: [{operation: {ports: [PORT], hosts: [web.example, '*.trusted.example', 'dev*']}}]}]",
            ["stranger GET / host: web.example", "stranger GET / host: WEB.example", "stranger GET / host: a.trusted.example", "stranger GET / host: dev.x"],
            ["stranger GET / host: web.example.evil", "stranger GET / host: a.dev", "buyer GET /"]);
        Http("rules: [{to: [{operation: {ports: [PORT], notHosts: [bad.example]}}]}]", ["stranger GET / host: good.example"], ["stranger GET / host: bad.example", "stranger GET / host: BAD.example"]);
        Http("rules: [{to: [{operation: {notPorts: ['1']}}], from: [{source: {namespaces: [nowhere]}}]}, {to: [{operation: {ports: ['1', PORT]}}]}]", ["buyer GET /"], []);
        Http("rules: [{to: [{operation: {ports: [PORT], methods: [GET]}}, {operation: {ports: [PORT], methods: [POST], paths: [/p]}}]}]", ["buyer GET /", "buyer POST /p"], ["buyer POST /", "buyer PUT /p"]);

        // Paths that mean a forbidden one without looking like it.
        Http("action: DENY, rules: [{to: [{operation: {ports: [PORT], paths: [/admin, '/admin/*']}}]}]",
            ["stranger GET /administrator", "stranger GET /Admin", "stranger GET /x?y=/admin", "buyer GET /admin2", "stranger GET /..%2fadmin"],
            ["stranger GET /admin", "stranger GET /admin?x=1", "stranger GET /admin/", "stranger GET /a/../admin/x", "stranger GET /./admin", "stranger GET /x/%2e%2e/admin/y",
             "stranger GET /%61dmin", "stranger GET /x\\..\\admin", "buyer GET /x/../admin", "buyer GET /%61dmin/x", "buyer GET /admin/%2e", "stranger GET /admin/..%2f"]);
    }
}
