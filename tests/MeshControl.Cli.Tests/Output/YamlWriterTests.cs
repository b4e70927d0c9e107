using System.Text.Json;
using MeshControl.Cli.Output;
using YamlDotNet.RepresentationModel;

namespace MeshControl.Cli.Tests.Output;

public sealed class YamlWriterTests
{
    [Theory]
    [InlineData("""{"b":1,"a":{"z":[],"e":{}}}""", "a:\n  e: {}\n  z: []\nb: 1\n")]
    [InlineData("""{"list":[{"k":1,"l":2},[3,4],"s"]}""", "list:\n- k: 1\n  l: 2\n- - 3\n  - 4\n- s\n")]
    [InlineData("""["true","1.5","0x10","yes","null","~","10:30","2026-01-01",""]""", "- \"true\"\n- \"1.5\"\n- \"0x10\"\n- \"yes\"\n- \"null\"\n- \"~\"\n- \"10:30\"\n- \"2026-01-01\"\n- \"\"\n")]
    [InlineData("""["a: b","#c","*","-x","- x","x:","it's","'q'"]""", "- 'a: b'\n- '#c'\n- '*'\n- -x\n- '- x'\n- 'x:'\n- it's\n- '''q'''\n")]
    [InlineData("""{"text":"one\ntwo\n","open":"one\ntwo"}""", "open: |-\n  one\n  two\ntext: |\n  one\n  two\n")]
    public void Json_becomes_the_yaml_kubectl_would_print(string json, string expected) => Assert.Equal(expected, Write(json));

    [Theory]
    [InlineData("plain")]
    [InlineData("{flow: [1]}")]
    [InlineData("tab\there")]
    [InlineData(" leading")]
    [InlineData("trailing ")]
    [InlineData("%percent")]
    [InlineData("a #comment")]
    [InlineData("first\n  indented\nlast\n\n")]
    [InlineData("@type")]
    [InlineData("---")]
    [InlineData("?")]
    [InlineData("\n")]
    [InlineData("\u00e9\u4e2d")]
    public void Text_survives_the_way_through_yaml(string text)
    {
        var yaml = Write(JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["key"] = text }));

        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var map = (YamlMappingNode)stream.Documents[0].RootNode;
        Assert.Equal(text, ((YamlScalarNode)map.Children["key"]).Value);
    }

    private static string Write(string json)
    {
        using var document = JsonDocument.Parse(json);
        using var output = new StringWriter { NewLine = "\n" };
        YamlWriter.Write(output, document.RootElement);
        return output.ToString();
    }
}
