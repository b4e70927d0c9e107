using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Analysis;

/// <summary>What reading and validation say about the objects of one kind.</summary>
internal sealed class SchemaAnalyzer(ResourceKind kind) : IAnalyzer
{
    public string Name => $"schema.ValidationAnalyzer.{kind.Id}";

    public string Description => $"Runs schema validation as an analyzer on '{kind.Id}' resources";

    public IReadOnlyList<ResourceKind> Inputs => [kind];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var remarks = snapshot.All.Where(resource => resource.Kind == kind).SelectMany(AdmissionRules.Remarks);
        foreach (var finding in snapshot.Findings.Where(finding => finding.Resource?.Kind == kind.Id && finding.Severity != FindingSeverity.Info).Concat(remarks))
        {
            var key = finding.Resource!.Value;
            var code = CodeOf(finding);
            report.Tell(new AnalysisMessage
            {
                Code = code,
                Origin = AnalysisReport.NameOf(key),
                Resource = key,
                Place = finding.Origin,
                Path = finding.Path,
                Text = TextOf(code, finding),
                Fix = finding.Fix,
            });
        }
    }

    private static AnalysisCode CodeOf(Finding finding) => finding switch
    {
        { Code: FindingCode.UnreachableRule } => AnalysisCodes.UnreachableRule,
        { Code: FindingCode.IneffectiveMatch } => AnalysisCodes.IneffectiveMatch,
        { Severity: FindingSeverity.Error } or { Code: FindingCode.DoubtfulAnnotation } => AnalysisCodes.SchemaValidationError,
        _ => AnalysisCodes.SchemaWarning,
    };

    private static string TextOf(AnalysisCode code, Finding finding)
    {
        if (code == AnalysisCodes.UnreachableRule || code == AnalysisCodes.IneffectiveMatch)
        {
            return finding.Message;
        }

        var text = finding.Path is "" or "spec" ? finding.Message : $"{finding.Path}: {finding.Message}";
        return code == AnalysisCodes.SchemaValidationError ? $"Schema validation error: {text}" : $"Schema validation warning: {text}";
    }
}
