namespace MeshControl.Server.Webhooks.Serving;

/// <summary>An AdmissionReview as it came in.</summary>
/// <param name="ApiVersion">Of the envelope, which the answer repeats.</param>
/// <param name="Resource">The object's kind as paths and metrics write it: <c>pods</c>, <c>virtualservices</c>.</param>
/// <param name="Request">Null where it cannot be read.</param>
/// <param name="Uid">Of the request as far as it could be read; empty otherwise.</param>
/// <param name="Error">Why it cannot be read; null where it can.</param>
internal sealed record AdmissionReview(string ApiVersion, string Resource, AdmissionRequest? Request, string Uid, string? Error)
{
    public const string V1 = "admission.k8s.io/v1";
    public const string V1Beta1 = "admission.k8s.io/v1beta1";

    public static AdmissionReview Unreadable(string apiVersion, string uid, string error) => new(apiVersion, "", null, uid, error);
}
