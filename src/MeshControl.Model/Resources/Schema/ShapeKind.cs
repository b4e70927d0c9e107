namespace MeshControl.Model.Resources.Schema;

/// <summary>What a field holds, as far as reading it is concerned.</summary>
internal enum ShapeKind
{
    Object,
    List,
    Map,
    String,
    Boolean,
    Integer,
    Number,
    Duration,
    Enum,
    Bytes,
    IntOrString,
    Any,
}
