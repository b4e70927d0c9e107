using System.Text;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Generation.Rendering;

/// <summary>The texts of a folder as one mesh: objects in use, settings, and what there is to tell about them.</summary>
public sealed class MeshFolder
{
    /// <summary>File names (without extension) that hold mesh settings rather than objects.</summary>
    public const string MeshConfigName = "meshconfig";

    public const string MeshNetworksName = "meshnetworks";

    private readonly ResourceStore _store = new();
    private readonly List<Finding> _settingsFindings = [];

    public IEnumerable<Resource> Resources => _store.All;

    public MeshSettings Settings { get; private set; } = MeshSettings.Default;

    public IReadOnlyList<Finding> Findings => [.. _settingsFindings, .. _store.Findings];

    /// <summary>True for a file of mesh settings, by its name.</summary>
    public static bool IsSettings(string path) => Path.GetFileNameWithoutExtension(path) is MeshConfigName or MeshNetworksName;

    /// <summary>Adds a file of objects.</summary>
    public ChangeSet AddManifests(string source, ReadOnlySpan<byte> utf8) => _store.Apply([new SourceReplaced(ManifestReader.Read(source, utf8))]);

    /// <summary>Takes the mesh configuration and networks from these texts; an unreadable one is a finding and leaves the default.</summary>
    public void UseSettings((string Source, string Text)? meshConfig, (string Source, string Text)? meshNetworks)
    {
        var settings = MeshSettings.Default;
        if (meshConfig is { } config)
        {
            var read = MeshConfigReader.ReadMeshConfig(config.Source, config.Text);
            _settingsFindings.AddRange(read.Findings);
            settings = settings with { Mesh = read.Value ?? settings.Mesh };
        }

        if (meshNetworks is { } networks)
        {
            var read = MeshConfigReader.ReadMeshNetworks(networks.Source, networks.Text);
            _settingsFindings.AddRange(read.Findings);
            settings = settings with { Networks = read.Value ?? settings.Networks };
        }

        Settings = settings with { Fingerprint = Output.ResourceEncoder.VersionOf(Encoding.UTF8.GetBytes($"{meshConfig?.Text}\0{meshNetworks?.Text}")) };
    }
}
