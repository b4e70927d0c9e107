using MeshControl.Model.Resources;

namespace MeshControl.Model.Validation;

/// <summary>The rules of one kind.</summary>
internal interface IResourceValidator
{
    ResourceKind Kind { get; }

    void Validate(Resource resource, ValidationContext context);
}
