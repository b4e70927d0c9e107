using System.Text.Json.Nodes;

namespace MeshControl.Generation.Injection.Templates;

/// <summary>The variables that templates may name.</summary>
internal interface ITemplateValues
{
    /// <summary>Null for a variable that has no value in this pod; throws <see cref="TemplateException"/> for one that there is not.</summary>
    JsonNode? Find(string name);
}
