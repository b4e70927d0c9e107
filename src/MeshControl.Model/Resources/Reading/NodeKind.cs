namespace MeshControl.Model.Resources.Reading;

/// <summary>The JSON types, with integers apart from other numbers.</summary>
internal enum NodeKind : byte
{
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Sequence,
    Mapping,
}
