using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources;

/// <summary>The findings of a store by source: those from reading a whole file, and those from validating one object.</summary>
internal sealed class FindingIndex
{
    private readonly Dictionary<string, List<Finding>> _reading = [];
    private readonly Dictionary<string, Dictionary<ResourceKey, IReadOnlyList<Finding>>> _validation = [];

    public IEnumerable<Finding> All =>
        _reading.Values.SelectMany(f => f).Concat(_validation.Values.SelectMany(byKey => byKey.Values).SelectMany(f => f));

    public void SetReading(string source, IReadOnlyList<Finding> findings)
    {
        _reading.Remove(source);
        if (findings.Count > 0)
        {
            _reading[source] = [.. findings];
        }
    }

    public void Add(string source, Finding finding)
    {
        if (!_reading.TryGetValue(source, out var findings))
        {
            _reading[source] = findings = [];
        }

        findings.Add(finding);
    }

    public void SetValidation(string source, ResourceKey key, IReadOnlyList<Finding> findings)
    {
        if (!_validation.TryGetValue(source, out var byKey))
        {
            if (findings.Count == 0)
            {
                return;
            }

            _validation[source] = byKey = [];
        }

        if (findings.Count == 0)
        {
            byKey.Remove(key);
        }
        else
        {
            byKey[key] = findings;
        }
    }

    public bool HasErrors(string source, ResourceKey key) =>
        _validation.TryGetValue(source, out var byKey) && byKey.TryGetValue(key, out var findings) && findings.Any(f => f.Severity == FindingSeverity.Error);

    /// <summary>Objects of a source about which validation had something to say.</summary>
    public IEnumerable<ResourceKey> ValidatedKeys(string source) =>
        _validation.TryGetValue(source, out var byKey) ? byKey.Keys : [];
}
