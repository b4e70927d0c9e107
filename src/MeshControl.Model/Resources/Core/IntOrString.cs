using System.Globalization;
using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Core;

/// <summary>Kubernetes' IntOrString: a port by number, or by the container port's name when Name is set.</summary>
[JsonConverter(typeof(IntOrStringConverter))]
public readonly record struct IntOrString(int Number, string? Name = null)
{
    public override string ToString() => Name ?? Number.ToString(CultureInfo.InvariantCulture);
}
