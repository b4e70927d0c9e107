namespace MeshControl.Model.Validation;

/// <summary>Error: the object is not used (its last valid version keeps serving). Warning: it is used, but something in it has no effect. Info: worth knowing.</summary>
public enum FindingSeverity
{
    Info,
    Warning,
    Error,
}
