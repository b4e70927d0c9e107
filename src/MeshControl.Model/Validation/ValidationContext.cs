using MeshControl.Model.Resources;

namespace MeshControl.Model.Validation;

/// <summary>Collects what the rules find wrong with one object; paths are relative to its spec.</summary>
internal sealed class ValidationContext(Resource resource)
{
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public Resource Resource => resource;

    public void Error(FindingCode code, string path, string message, string fix = "") => Add(FindingSeverity.Error, code, "spec", path, message, fix);

    public void Warning(FindingCode code, string path, string message, string fix = "") => Add(FindingSeverity.Warning, code, "spec", path, message, fix);

    public void MetadataWarning(FindingCode code, string path, string message, string fix = "") => Add(FindingSeverity.Warning, code, "metadata", path, message, fix);

    public void MetadataError(FindingCode code, string path, string message, string fix = "") => Add(FindingSeverity.Error, code, "metadata", path, message, fix);

    private void Add(FindingSeverity severity, FindingCode code, string root, string path, string message, string fix) =>
        _findings.Add(new()
        {
            Severity = severity,
            Code = code,
            Resource = resource.Key,
            Path = path.Length == 0 ? root : $"{root}.{path}",
            Message = message,
            Fix = fix,
            Origin = resource.Meta.Origin,
        });
}
