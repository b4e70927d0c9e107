namespace MeshControl.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Version_prints_the_version_of_this_program()
    {
        var run = await MeshctlRun.WithAsync("version");

        Assert.Matches("^client version: [0-9]+\\.[0-9]+\\.[0-9]+\n$", run.Out);
    }

    [Theory]
    [InlineData("proxy-config")]
    [InlineData("proxy-status")]
    [InlineData("version")]
    public async Task Help_lists_every_verb(string verb)
    {
        var run = await MeshctlRun.WithAsync("--help");

        Assert.Contains(verb, run.Out, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("pc cluster", "--fqdn", "--port", "--subset", "--direction", "--output", "--file", "--envoy", "--meshd")]
    [InlineData("pc listener", "--port", "--address", "--type", "--verbose")]
    [InlineData("pc route", "--name", "--verbose")]
    [InlineData("pc endpoint", "--address", "--port", "--cluster", "--status")]
    [InlineData("pc all", "--with-headers", "--name", "--status", "--fqdn", "--type")]
    [InlineData("ps", "--wide", "--verbosity", "--raw", "--namespace", "--meshd")]
    public async Task Help_of_a_verb_explains_each_of_its_options(string verb, params string[] options)
    {
        var run = await MeshctlRun.WithAsync([.. verb.Split(' '), "--help"]);

        Assert.All(options, option => Assert.Contains(run.Out.Split('\n'), line => line.Contains(option, StringComparison.Ordinal) && line.TrimEnd().Contains("  ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("proxy-config", "meshctl proxy-config route --envoy")]
    [InlineData("proxy-status", "it rejected the last response")]
    public async Task Help_of_a_verb_ends_with_its_explanation_and_the_list_of_verbs_stays_short(string verb, string explanation)
    {
        var own = await MeshctlRun.WithAsync(verb, "--help");
        var list = await MeshctlRun.WithAsync("--help");

        Assert.Contains(explanation, own.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(explanation, list.Out, StringComparison.Ordinal);
        Assert.Single(list.Out.Split('\n'), line => line.Contains(verb, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unknown_verb_fails_and_suggests_the_nearest()
    {
        var run = await MeshctlRun.WithAsync("proxy-statos");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("proxy-status", run.Out, StringComparison.Ordinal);
    }
}
