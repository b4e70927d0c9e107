namespace MeshControl.Model.Facts;

/// <summary>The three indexes a DestinationRule can stand in (traffic specification 1.11).</summary>
internal enum DestinationRuleScope
{
    /// <summary>Usable in its own namespace.</summary>
    Local,

    /// <summary>Not private to its namespace.</summary>
    Exported,

    /// <summary>Private rules of the root namespace, for clients there.</summary>
    RootLocal,
}
