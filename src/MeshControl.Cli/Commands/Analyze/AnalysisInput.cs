using MeshControl.Cli.Commands.Manifests;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Analysis;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Cli.Commands.Analyze;

/// <summary>Files as a snapshot: objects with mistakes are part of it, and lines can be looked up in their texts.</summary>
internal sealed class AnalysisInput
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly List<Resource> _resources = [];
    private readonly List<Finding> _findings = [];
    private MeshSettings _settings = MeshSettings.Default;

    /// <summary>What is wrong with files rather than with an object of theirs.</summary>
    public IEnumerable<Finding> FileErrors => _findings.Where(finding => finding is { Resource: null, Severity: FindingSeverity.Error });

    /// <summary>Everything of a cluster is here, but for <see cref="Unread"/>.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Ids of kinds that could not be listed.</summary>
    public HashSet<string> Unread { get; } = [];

    public AnalysisSnapshot Snapshot => new(_resources) { Findings = _findings, Settings = _settings, IsComplete = IsComplete, Unread = Unread };

    public void Add(ManifestFile file)
    {
        if (MeshFolder.IsSettings(file.Name))
        {
            AddSettings(file);
            return;
        }

        if (file.Name.Length > 0)
            _texts[file.Name] = file.Text;
        var read = ManifestReader.Read(file.Name, file.Text);
        _resources.AddRange(read.Resources.Concat(read.Refused));
        _findings.AddRange(read.Findings);
    }

    public void UseMeshConfig(ManifestFile file)
    {
        var read = MeshConfigReader.ReadMeshConfig(file.Name, file.Text);
        _findings.AddRange(read.Findings);
        _settings = _settings with { Mesh = read.Value ?? _settings.Mesh, Fingerprint = file.Name };
    }

    /// <summary>The message with the line of its field.</summary>
    public AnalysisMessage Locate(AnalysisMessage message) =>
        message.Path.Length > 0 && _texts.TryGetValue(message.Place.Source, out var text) && message.Code.Id is not ("IST0106" or "IST0130" or "IST0131" or "IST0133")
            ? message with { Place = message.Place with { Line = FieldLines.LineOf(text, message.Place, message.Path) } }
            : message;

    private void AddSettings(ManifestFile file)
    {
        if (Path.GetFileNameWithoutExtension(file.Name) == MeshFolder.MeshConfigName)
        {
            UseMeshConfig(file);
            return;
        }

        var read = MeshConfigReader.ReadMeshNetworks(file.Name, file.Text);
        _findings.AddRange(read.Findings);
        _settings = _settings with { Networks = read.Value ?? _settings.Networks };
    }
}
