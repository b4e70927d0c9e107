using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources.Reading;

/// <summary>Collects findings about the object that is being read, at the current path.</summary>
internal sealed class FindingSink(string source)
{
    private readonly List<Finding> _findings = [];
    private readonly List<Finding> _limits = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public FieldPath Path { get; } = new();

    /// <summary>The object that is being read, once its name is known.</summary>
    public ResourceKey? Resource { get; private set; }

    /// <summary>Since the last <see cref="Begin"/>.</summary>
    public bool HasErrors { get; private set; }

    public int Document { get; private set; }

    public void Begin(int document)
    {
        Document = document;
        Resource = null;
        HasErrors = false;
        _limits.Clear();
        Path.Clear();
    }

    public void Name(ResourceKey resource) => Resource = resource;

    public void Error(FindingCode code, int line, string message, string fix = "")
    {
        HasErrors = true;
        Add(FindingSeverity.Error, code, line, message, fix);
    }

    public void Warning(FindingCode code, int line, string message, string fix = "") => Add(FindingSeverity.Warning, code, line, message, fix);

    /// <summary>A value outside its field's limits: told with what validation says, unless that says more about the same field.</summary>
    public void Limit(FindingCode code, int line, string message, string fix = "") => _limits.Add(Make(FindingSeverity.Error, code, line, message, fix));

    /// <summary>Hands over the findings so far.</summary>
    public IReadOnlyList<Finding> TakeAll()
    {
        Finding[] taken = [.. _findings];
        _findings.Clear();
        return taken;
    }

    /// <summary>Adds what validation found, with the lines where it stands, and broken limits; false when there are errors.</summary>
    public bool Add(IReadOnlyList<Finding> validation, DocumentNode document)
    {
        foreach (var finding in validation)
        {
            HasErrors |= finding.Severity == FindingSeverity.Error;
            _findings.Add(finding with { Origin = new(source, FieldLocator.LineOf(document, finding.Path), Document) });
        }

        foreach (var limit in _limits.Where(limit => !validation.Any(finding => Covers(finding, limit))))
        {
            HasErrors = true;
            _findings.Add(limit);
        }

        _limits.Clear();
        return !HasErrors;
    }

    private static bool Covers(Finding validation, Finding limit)
    {
        if (validation.Severity != FindingSeverity.Error)
        {
            return false;
        }

        var (wide, narrow) = (Plain(validation.Path), Plain(limit.Path));
        return wide == narrow || (validation.Code == FindingCode.MissingField && narrow.StartsWith(wide + ".", StringComparison.Ordinal));
    }

    // Keys of maps may be quoted where they need not be.
    private static string Plain(string path) => path.Replace("[\"", ".", StringComparison.Ordinal).Replace("\"]", "", StringComparison.Ordinal);

    private void Add(FindingSeverity severity, FindingCode code, int line, string message, string fix) => _findings.Add(Make(severity, code, line, message, fix));

    private Finding Make(FindingSeverity severity, FindingCode code, int line, string message, string fix) => new()
    {
        Severity = severity,
        Code = code,
        Resource = Resource,
        Path = Path.ToString(),
        Message = IsSecret ? "the value cannot be read" : message,
        Fix = fix,
        Origin = new(source, line, Document),
    };

    // What stands in a Secret is not repeated, however wrong it is.
    private bool IsSecret => Resource is { } resource && resource.Kind == KindCatalog.Secret.Id && Path.ToString() is { } path
        && (path.StartsWith("data", StringComparison.Ordinal) || path.StartsWith("stringData", StringComparison.Ordinal));
}
