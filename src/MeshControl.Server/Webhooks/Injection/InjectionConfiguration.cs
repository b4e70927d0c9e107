using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Settings;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Server.Engine;
using MeshControl.Server.Hosting;
using MeshControl.Server.Sources.Kubernetes;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Webhooks.Injection;

/// <summary>
/// The injector's settings in force: from a file, else from the ConfigMap of this revision, else those that are built in. Looked at for every review and
/// read again when the text is another one; a mistake leaves the last good ones.
/// </summary>
internal sealed class InjectionConfiguration(MeshEngine engine, ServeOptions options, ILogger<InjectionConfiguration> log)
{
    private readonly Lock _gate = new();
    private readonly string _name = new KubernetesSourceOptions { Revision = options.Revision }.InjectionSettingsName;
    private (string Source, string? Config, string? Values)? _read;
    private InjectionSettings _current = InjectionSettingsReader.BuiltIn;

    public InjectionSettings Current
    {
        get
        {
            var texts = Texts();
            lock (_gate)
            {
                if (_read != texts)
                {
                    _read = texts;
                    Read(texts.Source, texts.Config, texts.Values);
                }

                return _current;
            }
        }
    }

    private void Read(string source, string? config, string? values)
    {
        var result = InjectionSettingsReader.ReadFile(config ?? "", values);
        if (result.Settings is null)
        {
            Log.SettingsRefused(log, source, string.Join("; ", result.Errors));
            return;
        }

        if (result.Warnings.Count > 0)
        {
            Log.SettingsWarning(log, source, string.Join("; ", result.Warnings));
        }

        Log.SettingsRead(log, source);
        _current = result.Settings.Values.Text("revision").Length > 0 || options.Revision == "default"
            ? result.Settings
            : result.Settings with { Values = result.Settings.Values.With(new JsonObject { ["revision"] = options.Revision }) };
    }

    private (string Source, string? Config, string? Values) Texts()
    {
        if (options.InjectionConfigFile is not null || options.InjectionValuesFile is not null)
        {
            return (options.InjectionConfigFile ?? options.InjectionValuesFile!, Text(options.InjectionConfigFile), Text(options.InjectionValuesFile));
        }

        using var read = engine.State.Graph.OpenReader();
        return engine.State.Facts.Resources.ConfigMaps.Find(read, options.SystemNamespace, _name) is { } found
            ? ($"ConfigMap {found.Namespace}/{found.Name}", found.Spec.Data.GetValueOrDefault("config"), found.Spec.Data.GetValueOrDefault("values"))
            : ("the program", null, null);
    }

    // A file that is being replaced is there again at the next review.
    private string? Text(string? file)
    {
        try
        {
            return file is null ? null : File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return _read is { } before ? (file == options.InjectionConfigFile ? before.Config : before.Values) : null;
        }
    }
}
