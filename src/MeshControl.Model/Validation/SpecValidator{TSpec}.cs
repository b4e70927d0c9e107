using MeshControl.Model.Resources;

namespace MeshControl.Model.Validation;

/// <summary>A validator with its kind's typed spec.</summary>
internal abstract class SpecValidator<TSpec>(ResourceKind kind) : IResourceValidator
    where TSpec : class
{
    public ResourceKind Kind { get; } = kind;

    public void Validate(Resource resource, ValidationContext context) => Validate(((Resource<TSpec>)resource).Spec, context);

    protected abstract void Validate(TSpec spec, ValidationContext context);
}
