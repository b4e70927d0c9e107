using System.Text;
using MeshControl.Generation.Output;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Validation;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>The mesh configuration and networks from their ConfigMap (keys mesh and meshNetworks).</summary>
internal sealed class ClusterSettings
{
    private Resource? _read;

    /// <summary>The newest that is without errors.</summary>
    public MeshConfig Mesh { get; private set; } = new();

    /// <summary>What the watch of the ConfigMap holds now, where it is news; a cluster that has never had it says nothing about settings.</summary>
    public SettingsUpdate? Update(WatchLedger ledger)
    {
        var found = ledger.Entries.Select(pair => pair.Value.Resource).OfType<Resource<ConfigMap>>().FirstOrDefault();
        if (Equals(_read, found))
        {
            return null;
        }

        _read = found;
        var update = found is null ? new SettingsUpdate(new MeshConfig(), new MeshNetworks(), "", []) : Read(found);
        Mesh = update.Mesh ?? Mesh;
        return update;
    }

    private static SettingsUpdate Read(Resource<ConfigMap> found)
    {
        var meshText = found.Spec.Data.GetValueOrDefault("mesh", "");
        var networksText = found.Spec.Data.GetValueOrDefault("meshNetworks", "");
        var mesh = MeshConfigReader.ReadMeshConfig(found.Key.ToString(), meshText);
        var networks = MeshConfigReader.ReadMeshNetworks(found.Key.ToString(), networksText);
        IReadOnlyList<Finding> findings = [.. mesh.Findings.Concat(networks.Findings).Select(finding => finding with { Resource = found.Key })];
        return new SettingsUpdate(mesh.Value, networks.Value, ResourceEncoder.VersionOf(Encoding.UTF8.GetBytes($"{meshText}\0{networksText}")), findings);
    }
}
