using MeshControl.Testing.Tokens;

namespace MeshControl.EndToEnd.Tests.Guard;

/// <summary>Every form of rule with requests that it lets through and requests that it does not.</summary>
internal sealed partial class GuardTable
{
    private const string Guard = "guard";
    private const string Tokens = "tokens";
    private const string Closed = "closed";
    private readonly List<GuardCase> _cases = [];
    private readonly TestIssuer _first;
    private readonly TestIssuer _second;

    public GuardTable(TestIssuer first, TestIssuer second)
    {
        (_first, _second) = (first, second);
        AddOperations();
        AddSources();
        AddConditions();
        AddActions();
        AddBytes();
        AddTokens();
        AddClaims();
    }

    public IReadOnlyList<GuardCase> Cases => _cases;

    private void Http(string[] policies, string[] passes, string[] refused, string server = Guard) => Add(server, isTcp: false, policies, passes, refused);

    private void Http(string policy, string[] passes, string[] refused, string server = Guard) => Http([policy], passes, refused, server);

    private void Tcp(string policy, string[] passes, string[] refused) => Add(Guard, isTcp: true, [policy], passes, refused);

    private void Add(string server, bool isTcp, string[] policies, string[] passes, string[] refused) =>
        _cases.Add(new GuardCase(server, GuardManifests.FirstPort + _cases.Count, isTcp, policies, passes, refused));
}
