namespace MeshControl.Server.Webhooks;

/// <summary>The answer to an <see cref="AdmissionRequest"/>.</summary>
/// <param name="Allowed">False: the object is not stored and the user reads <paramref name="Message"/>.</param>
/// <param name="Message">Names the object, the field and the fix; null where there is nothing to say.</param>
/// <param name="Warnings">Shown by kubectl whether or not the object is stored.</param>
/// <param name="Patch">A JSON patch (RFC 6902) that the server applies; null for none.</param>
public sealed record AdmissionAnswer(bool Allowed, string? Message, IReadOnlyList<string> Warnings, byte[]? Patch)
{
    public static AdmissionAnswer Allow { get; } = new(true, null, [], null);

    /// <summary>Why, in one word for metrics (istiod's reasons: <c>unknown_type</c>, <c>unsupported_operation</c>…); null for <c>invalid_resource</c>.</summary>
    public string? Reason { get; init; }

    public static AdmissionAnswer Deny(string message) => new(false, message, [], null);
}
