using MeshControl.Model.Validation;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Engine;

/// <summary>Tells each finding once when it appears, and that all is well again when the last error has gone.</summary>
internal sealed class FindingJournal(ILogger log)
{
    private volatile IReadOnlyList<Finding> _current = [];

    public IReadOnlyList<Finding> Current => _current;

    public void Update(IEnumerable<Finding> findings)
    {
        var before = _current;
        var now = findings.ToList();
        var known = before.ToHashSet();
        foreach (var finding in now.Where(finding => !known.Contains(finding)))
        {
            Tell(finding);
        }

        if (before.Any(IsError) && !now.Any(IsError))
        {
            EngineLog.AllMended(log);
        }

        _current = now;
    }

    private static bool IsError(Finding finding) => finding.Severity == FindingSeverity.Error;

    private void Tell(Finding finding)
    {
        switch (finding.Severity)
        {
            case FindingSeverity.Error:
                EngineLog.FindingError(log, finding.ToString());
                break;
            case FindingSeverity.Warning:
                EngineLog.FindingWarning(log, finding.ToString());
                break;
            default:
                EngineLog.FindingInfo(log, finding.ToString());
                break;
        }
    }
}
