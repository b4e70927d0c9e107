using System.Text.Json;

namespace MeshControl.Server.Webhooks.Serving;

/// <summary>Reads an AdmissionReview (admission.k8s.io v1 and v1beta1, which differ in nothing that is read here).</summary>
internal static class AdmissionReviewReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    /// <param name="path">The path and query that were called.</param>
    public static AdmissionReview Read(ReadOnlySpan<byte> body, string path)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(body, Options);
        }
        catch (JsonException e)
        {
            return AdmissionReview.Unreadable(AdmissionReview.V1, "", $"could not read the AdmissionReview: {e.Message}");
        }

        return WellFormedText.Check(body) is { } broken
            ? AdmissionReview.Unreadable(AdmissionReview.V1, "", $"could not read the AdmissionReview: {broken}")
            : Read(root, path);
    }

    private static AdmissionReview Read(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object || Text(root, "kind") is not ("AdmissionReview" or ""))
        {
            return AdmissionReview.Unreadable(AdmissionReview.V1, "", "the body is not an AdmissionReview");
        }

        var version = Text(root, "apiVersion");
        if (version is not (AdmissionReview.V1 or AdmissionReview.V1Beta1))
        {
            return AdmissionReview.Unreadable(
                AdmissionReview.V1, "", $"apiVersion '{version}' is not known; send {AdmissionReview.V1} or {AdmissionReview.V1Beta1}");
        }

        var request = Child(root, "request");
        var uid = Text(request, "uid");
        if (request.ValueKind != JsonValueKind.Object || uid.Length == 0)
        {
            return AdmissionReview.Unreadable(version, uid, "the AdmissionReview has no request with a uid");
        }

        var read = Request(request, uid, path);
        return read.Operation is "CREATE" or "UPDATE" && read.Object.ValueKind != JsonValueKind.Object
            ? AdmissionReview.Unreadable(version, uid, $"request.object is missing, and {read.Operation} needs it")
            : new AdmissionReview(version, Text(Child(request, "resource"), "resource"), read, uid, null);
    }

    private static AdmissionRequest Request(JsonElement request, string uid, string path)
    {
        var kind = Child(request, "kind");
        return new AdmissionRequest(
            uid, Text(kind, "group"), Text(kind, "version"), Text(kind, "kind"), Text(request, "namespace"), Text(request, "name"), Text(request, "operation"),
            Object(request, "object"), Object(request, "oldObject"), Child(request, "dryRun").ValueKind == JsonValueKind.True, path);
    }

    /// <summary>Undefined where it is absent, null or no object, so that a webhook has one case less.</summary>
    private static JsonElement Object(JsonElement parent, string name) => Child(parent, name) is { ValueKind: JsonValueKind.Object } child ? child : default;

    private static JsonElement Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;

    private static string Text(JsonElement parent, string name) => Child(parent, name) is { ValueKind: JsonValueKind.String } child ? child.GetString()! : "";
}
