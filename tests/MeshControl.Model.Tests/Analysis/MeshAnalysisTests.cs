using MeshControl.Model.Analysis;
using static MeshControl.Model.Tests.Analysis.AnalysisCase;

namespace MeshControl.Model.Tests.Analysis;

public class MeshAnalysisTests
{
    private static readonly string Fault = Object("Service", "shop", "s", "{ports: [{name: web, port: 80}]}");

    [Theory]
    [InlineData("IST0118=Service s.shop", true)]
    [InlineData("IST0118=Service *.shop", true)]
    [InlineData("IST0118=Service shop/s", true)]
    [InlineData("IST01*=Service *", true)]
    [InlineData("*=*", true)]
    [InlineData("IST0118=Service t.shop", false)]
    [InlineData("IST0119=Service s.shop", false)]
    public void A_suppression_leaves_out_what_it_names(string text, bool isSuppressed) =>
        Assert.Equal(isSuppressed, Run(Fault, suppressions: [Suppression.Parse(text)!]).Messages.Count == 0);

    [Theory]
    [InlineData("IST0118")]
    [InlineData("Service s.shop")]
    [InlineData("IST0118=s.shop")]
    public void What_is_no_suppression_is_not_taken_for_one(string text) => Assert.Null(Suppression.Parse(text));

    [Theory]
    [InlineData("galley.istio.io/analyze-suppress", "IST0118", true)]
    [InlineData("galley.istio.io/analyze-suppress", "IST0101, IST0118", true)]
    [InlineData("meshcontrol.io/analyze-suppress", "'*'", true)]
    [InlineData("galley.istio.io/analyze-suppress", "IST0101", false)]
    public void An_object_may_refuse_messages_itself(string annotation, string codes, bool isSuppressed) =>
        Assert.Equal(isSuppressed, Run(Object("Service", "shop", "s", "{ports: [{name: web, port: 80}]}", $"annotations: {{{annotation}: {(codes.StartsWith('\'') ? codes : $"'{codes}'")}}}")).Messages.Count == 0);

    [Fact]
    public void Files_without_pods_say_nothing_about_pods()
    {
        var result = Run(Object("DestinationRule", "shop", "d", "{host: web, subsets: [{name: v1, labels: {version: v1}}]}") + Fault);
        Assert.DoesNotContain(result.Messages, message => message.Code.Id is "IST0173" or "IST0174");
        Assert.Contains(result.Skipped, analyzer => analyzer.Name == "destinationrule.SubsetSelectPodAnalyzer");
    }

    [Fact]
    public void Services_of_a_namespace_that_is_not_in_the_files_are_taken_to_exist() =>
        Assert.DoesNotContain(
            Codes(Fault + Object("VirtualService", "shop", "v", "{hosts: [a.example.com], http: [{route: [{destination: {host: web.other.svc.cluster.local}}]}]}")),
            said => said.StartsWith("IST0101", StringComparison.Ordinal));

    [Fact]
    public void The_worst_comes_first_and_nothing_twice()
    {
        var messages = Run(Fault + Object("VirtualService", "shop", "v", "{hosts: [s], gateways: [g], http: [{route: [{destination: {host: s}}]}]}")).Messages;
        Assert.Equal(messages.OrderByDescending(message => message.Level), messages);
        Assert.Equal(messages.Count, messages.Distinct().Count());
    }

    [Fact]
    public void Analyzers_have_names_of_their_own_in_the_order_of_the_list()
    {
        var names = AnalyzerCatalog.All.Select(analyzer => analyzer.Name).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }
}
