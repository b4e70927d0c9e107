using System.Text.Json;
using System.Text.Json.Nodes;
using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Server.Webhooks;

/// <summary>
/// Refuses objects that the mesh would not use, in the words of the same rules that files are checked by. Says nothing about deletions, about changes that
/// leave the specification alone (status, finalizers: an object that is wrong already must stay removable), or about objects of other revisions.
/// </summary>
internal sealed class ValidationWebhook(string revision) : IAdmissionWebhook
{
    private const string RevisionLabel = "istio.io/rev";
    private const string GeneratedName = "generated";

    public string Path => "/validate";

    public AdmissionAnswer Review(AdmissionRequest request)
    {
        if (request.Operation is not ("CREATE" or "UPDATE") || request.Object.ValueKind != JsonValueKind.Object || !IsOurs(request) || IsUntouched(request))
        {
            return AdmissionAnswer.Allow;
        }

        if (KindCatalog.Find(request.Group, request.Kind) is not { } kind)
        {
            return AdmissionAnswer.Deny($"configuration is invalid: {request.Kind}.{request.Group} is not a kind of this mesh") with { Reason = "unknown_type" };
        }

        return kind.IsCustom ? Judge(request) : AdmissionAnswer.Allow;
    }

    private static AdmissionAnswer Judge(AdmissionRequest request)
    {
        var read = ManifestReader.Read("", Named(request));
        List<Finding> findings = [.. read.Findings, .. read.Resources.Concat(read.Refused).SelectMany(AdmissionRules.Remarks)];
        string[] warnings = [.. findings.Where(finding => finding.Severity == FindingSeverity.Warning && !AdmissionRules.Refuses(finding)).Select(Told)];
        string[] errors = [.. findings.Where(AdmissionRules.Refuses).Select(Told)];
        if (errors.Length == 0)
        {
            return AdmissionAnswer.Allow with { Warnings = warnings };
        }

        var name = request.Name.Length > 0 ? request.Name : Metadata(request.Object, "generateName") is { ValueKind: JsonValueKind.String } prefix ? prefix.GetString() + "*" : "";
        var subject = $"configuration is invalid: {request.Kind} {request.Namespace}/{name}";
        var message = errors.Length == 1 ? $"{subject}: {errors[0]}" : $"{subject} has {errors.Length} errors:\n\t* {string.Join("\n\t* ", errors)}";
        return AdmissionAnswer.Deny(message) with { Warnings = warnings };
    }

    private static string Told(Finding finding)
    {
        var text = finding.Path.Length > 0 ? $"{finding.Path}: {finding.Message}" : finding.Message;
        return finding.Fix.Length > 0 ? $"{text}; {finding.Fix}" : text;
    }

    private bool IsOurs(AdmissionRequest request) =>
        request.Group.EndsWith(".istio.io", StringComparison.Ordinal) || KindCatalog.Find(request.Group, request.Kind) is { IsCustom: true }
            ? Metadata(request.Object, "labels") is not { ValueKind: JsonValueKind.Object } labels
              || !labels.TryGetProperty(RevisionLabel, out var label)
              || label.ValueKind != JsonValueKind.String
              || label.ValueEquals(revision)
            : false;

    private static bool IsUntouched(AdmissionRequest request) =>
        request.Operation == "UPDATE"
        && request.OldObject.ValueKind == JsonValueKind.Object
        && (Metadata(request.Object, "deletionTimestamp").ValueKind == JsonValueKind.String
            || (Same(Member(request.Object, "spec"), Member(request.OldObject, "spec"))
                && Same(Metadata(request.Object, "annotations"), Metadata(request.OldObject, "annotations"))));

    private static bool Same(JsonElement left, JsonElement right) =>
        left.ValueKind == JsonValueKind.Undefined || right.ValueKind == JsonValueKind.Undefined ? left.ValueKind == right.ValueKind : JsonElement.DeepEquals(left, right);

    private static JsonElement Metadata(JsonElement document, string field) => Member(Member(document, "metadata"), field);

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    // The server makes names up only after admission, and may leave the namespace to the request.
    private static string Named(AdmissionRequest request)
    {
        var document = JsonNode.Parse(request.Object.GetRawText())!.AsObject();
        if (document["metadata"] is not JsonObject metadata)
        {
            return request.Object.GetRawText();
        }

        metadata["name"] ??= request.Name.Length > 0 ? request.Name : GeneratedName;
        if (request.Namespace.Length > 0)
        {
            metadata["namespace"] ??= request.Namespace;
        }

        return document.ToJsonString();
    }
}
