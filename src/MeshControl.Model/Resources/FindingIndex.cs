using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources;

/// <summary>The findings of a store by source: those of a whole file, and those of one object.</summary>
internal sealed class FindingIndex
{
    private readonly Dictionary<string, List<Finding>> _reading = [];
    private readonly Dictionary<string, Dictionary<ResourceKey, IReadOnlyList<Finding>>> _byObject = [];

    public IEnumerable<Finding> All =>
        _reading.Values.SelectMany(f => f).Concat(_byObject.Values.SelectMany(byKey => byKey.Values).SelectMany(f => f));

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

    public void SetObject(string source, ResourceKey key, IReadOnlyList<Finding> findings)
    {
        if (!_byObject.TryGetValue(source, out var byKey))
        {
            if (findings.Count == 0)
            {
                return;
            }

            _byObject[source] = byKey = [];
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

    /// <summary>Objects of a source about which there is something to tell.</summary>
    public IEnumerable<ResourceKey> KeysOf(string source) =>
        _byObject.TryGetValue(source, out var byKey) ? byKey.Keys : [];
}
