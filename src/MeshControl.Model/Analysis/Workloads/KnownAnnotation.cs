namespace MeshControl.Model.Analysis.Workloads;

/// <summary>An annotation of Istio's: the kinds that it may stand on ("Any" for all), and whether it is on its way out.</summary>
internal sealed record KnownAnnotation(string Name, string Kinds, bool IsDeprecated = false)
{
    private const string Any = "Any";

    public bool FitsOn(string kind) => Kinds == Any || Kinds.Split(", ").Contains(kind);
}
