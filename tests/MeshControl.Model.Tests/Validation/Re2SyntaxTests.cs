using MeshControl.Model.Validation;

namespace MeshControl.Model.Tests.Validation;

public class Re2SyntaxTests
{
    [Theory]
    [InlineData("^/api/v[0-9]+/.*$")]
    [InlineData("(?i)abc|(?P<name>x)|(?<other>y)|(?:z)")]
    [InlineData("a{2,3}b{4}c{5,}")]
    [InlineData("a{,3}")]
    [InlineData("x{")]
    [InlineData("[]a]|[^]a]|[a\\]b]|[a-z0-9-]|[[:alpha:]_]")]
    [InlineData("\\d+\\.\\w*\\s?\\bx\\B\\p{Greek}\\pN\\x41\\x{10FFFF}")]
    [InlineData("a*?b+?c??")]
    [InlineData("\\Qa(b\\E")]
    [InlineData("")]
    [InlineData("a||b")]
    [InlineData("(|a)*")]
    public void RE2_takes_it(string expression) => Assert.Null(Re2Syntax.Check(expression));

    [Theory]
    [InlineData("(?=a)b", "lookahead")]
    [InlineData("(?!a)b", "lookahead")]
    [InlineData("(?<=a)b", "lookbehind")]
    [InlineData("(a)\\1", "backreference")]
    [InlineData("(?P=name)", "backreferences")]
    [InlineData("(?>a)", "atomic")]
    [InlineData("a**", "repetition")]
    [InlineData("a*+", "repetition")]
    [InlineData("*", "nothing to repeat")]
    [InlineData("a|*", "nothing to repeat")]
    [InlineData("(", "missing )")]
    [InlineData("a)", "unexpected )")]
    [InlineData("[a", "missing ]")]
    [InlineData("[z-a]", "range")]
    [InlineData("[[:nope:]]", "character class")]
    [InlineData("a{1001}", "repetition count")]
    [InlineData("a{3,2}", "repetition count")]
    [InlineData("a{2}{3}", "repetition operator")]
    [InlineData("(a{100}){11}", "repetition count")]
    [InlineData("(?P<n>a)(?P<n>b)", "used twice")]
    [InlineData("(?i)*", "nothing to repeat")]
    [InlineData("{3}", "nothing to repeat")]
    [InlineData("\\pQ", "Unicode class")]
    [InlineData("\\", "trailing backslash")]
    [InlineData("\\y", "unknown escape")]
    [InlineData("\\xZZ", "\\x")]
    [InlineData("(?P<a-b>x)", "group name")]
    public void RE2_refuses_it(string expression, string why) =>
        Assert.Contains(why, Re2Syntax.Check(expression), StringComparison.Ordinal);
}
