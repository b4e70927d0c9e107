using MeshControl.Model.Resources;

namespace MeshControl.Model.Validation;

/// <summary>Collects what the rules find wrong with one object.</summary>
internal sealed class ValidationContext(Resource resource)
{
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public void Error(FindingCode code, string path, string message, string fix = "") => Add(FindingSeverity.Error, code, path, message, fix);

    public void Warning(FindingCode code, string path, string message, string fix = "") => Add(FindingSeverity.Warning, code, path, message, fix);

    private void Add(FindingSeverity severity, FindingCode code, string path, string message, string fix) =>
        _findings.Add(new()
        {
            Severity = severity,
            Code = code,
            Resource = resource.Key,
            Path = path,
            Message = message,
            Fix = fix,
            Origin = resource.Meta.Origin,
        });
}
