using System.Collections.Frozen;
using MeshControl.Model.Resources;

namespace MeshControl.Model.Validation;

/// <summary>Validates one object on its own by the rules of its kind.</summary>
public static class ResourceValidation
{
    private static readonly FrozenDictionary<string, IResourceValidator> Validators =
        Array.Empty<IResourceValidator>().ToFrozenDictionary(v => v.Kind.Id);

    /// <summary>Errors mean that the object must not be used.</summary>
    public static IReadOnlyList<Finding> Validate(Resource resource)
    {
        if (!Validators.TryGetValue(resource.Kind.Id, out var validator))
        {
            return [];
        }

        var context = new ValidationContext(resource);
        validator.Validate(resource, context);
        return context.Findings;
    }
}
