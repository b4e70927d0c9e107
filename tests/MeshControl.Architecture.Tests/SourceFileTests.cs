using MeshControl.Architecture.Tests.Source;

namespace MeshControl.Architecture.Tests;

/// <summary>The rules below trust this reading of a file.</summary>
public sealed class SourceFileTests
{
    [Theory]
    [InlineData("public sealed class A<T> where T : class { class Inner { } struct Other { } }", "A")]
    [InlineData("[JsonSerializable(typeof(string[]))]\ninternal sealed partial class A : B;", "A")]
    [InlineData("public readonly record struct A(int B) { } public record C;", "A C")]
    [InlineData("public delegate Task<int> A<T>(T b); enum C { D }", "A C")]
    [InlineData("interface A { } // class B { }\n/* class C */", "A")]
    [InlineData("class A { string s = \"class B { \"; char c = '{'; } class D;", "A D")]
    [InlineData("class A { string s = $\"{(b ? \"{\" : $\"}}{c}\")} class E {{\"; } class D;", "A D")]
    [InlineData("class A { string s = @\"\"\"}\\\"; } class D;", "A D")]
    [InlineData("class A { string s = \"\"\"\n } class B { \"\"quoted\"\" \n\"\"\"; } class D;", "A D")]
    [InlineData("class A { string s = $$\"\"\"\n } {{\"}\"}} {{{c}} \n\"\"\"; } class D;", "A D")]
    [InlineData("var app = Build();\nif (app is null) { return 1; }\nreturn 0;", "")]
    public void Top_level_types_are_found_and_nothing_else(string code, string types)
    {
        Assert.Equal(types, string.Join(' ', SourceFile.Parse("a.cs", $"namespace X.Y;\n{code}").TopLevelTypes));
        Assert.Equal(types, string.Join(' ', SourceFile.Parse("a.cs", $"using System;\n{code}").TopLevelTypes));
    }

    [Fact]
    public void The_namespace_is_the_file_scoped_one() =>
        Assert.Equal("X.Y", SourceFile.Parse("a.cs", "using Z;\n// namespace No;\nnamespace X.Y;\nclass A;").Namespace);
}
