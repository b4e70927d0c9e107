namespace MeshControl.Model.Resources.Schema;

/// <summary>Marks a property as a member of a protobuf oneof: at most one property with the same group may be set.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(string group) : Attribute
{
    public string Group { get; } = group;
}
