namespace MeshControl.Model.CustomResources;

/// <summary>A column of <c>kubectl get</c>: its title, where its value stands, and the value's type (string, integer or date).</summary>
internal readonly record struct PrinterColumn(string Name, string JsonPath, string Description, string Type = "string")
{
    public static readonly PrinterColumn Age = new("Age", ".metadata.creationTimestamp", "When the object was made", "date");
}
