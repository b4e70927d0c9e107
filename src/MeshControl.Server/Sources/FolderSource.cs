using System.Text;
using System.Threading.Channels;
using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Validation;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Sources;

/// <summary>
/// A folder of YAML and JSON files. The operating system's notices tell what to read again; a slow rescan catches what they miss. Each file counts
/// as a whole: what it no longer holds is gone, unless it cannot be read. What only adds or changes is taken at once; what loses something (objects, the
/// file itself, its syntax) must stay so for a moment first, because a writer may be half-way.
/// </summary>
public sealed class FolderSource(string folder, TimeProvider clock, ILogger<FolderSource> log) : IResourceSource
{
    private static readonly TimeSpan RescanInterval = TimeSpan.FromSeconds(2);
    private readonly string _folder = Path.GetFullPath(folder);
    private static readonly TimeSpan LossDelay = TimeSpan.FromMilliseconds(100);
    private readonly Dictionary<string, FileVersion> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ManifestReadResult> _readings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _doubtedSince = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _settingsTexts = new(StringComparer.Ordinal);

    public string Name => _folder;

    public async Task RunAsync(Action<SourceUpdate> report, CancellationToken cancellationToken)
    {
        var dirty = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watcher = Watch(() => dirty.Writer.TryWrite(true));
        report(await ScanAsync(isFirst: true, cancellationToken) ?? new SourceUpdate { Source = _folder });
        while (!cancellationToken.IsCancellationRequested)
        {
            await WaitAsync(dirty.Reader, cancellationToken);
            dirty.Reader.TryRead(out _);
            if (await ScanAsync(isFirst: false, cancellationToken) is { } update)
            {
                report(update);
            }
        }
    }

    private async Task WaitAsync(ChannelReader<bool> dirty, CancellationToken cancellationToken)
    {
        using var rescan = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), rescan, _doubtedSince.Count > 0 ? LossDelay / 4 : RescanInterval, Timeout.InfiniteTimeSpan);
        try
        {
            await dirty.WaitToReadAsync(rescan.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time for a rescan.
        }
    }

    private FileSystemWatcher Watch(Action changed)
    {
        var watcher = new FileSystemWatcher(_folder)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            InternalBufferSize = 64 * 1024,
        };
        watcher.Changed += (_, _) => changed();
        watcher.Created += (_, _) => changed();
        watcher.Deleted += (_, _) => changed();
        watcher.Renamed += (_, _) => changed();
        watcher.Error += (_, error) =>
        {
            SourceLog.WatchFailed(log, _folder, error.GetException());
            changed();
        };
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private async Task<SourceUpdate?> ScanAsync(bool isFirst, CancellationToken cancellationToken)
    {
        var events = new List<ResourceEvent>();
        var settingsChanged = isFirst;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in FolderFiles.List(_folder))
        {
            seen.Add(path);
            if (await FileVersion.ReadIfChangedAsync(path, _known.GetValueOrDefault(path), isFirst, clock, cancellationToken) is not { } version)
            {
                continue;
            }

            if (MeshFolder.IsSettings(path))
            {
                _settingsTexts[path] = Encoding.UTF8.GetString(version.Content);
                settingsChanged = true;
            }
            else
            {
                var before = _readings.GetValueOrDefault(path);
                var reading = ManifestReader.Read(path, version.Content, before);
                if (before is not null && Loses(before, reading) && IsDoubted(path))
                {
                    continue;
                }

                _readings[path] = reading;
                events.Add(new SourceReplaced(reading));
            }

            _doubtedSince.Remove(path);
            _known[path] = version;
            version.Forget();
        }

        foreach (var gone in _known.Keys.Where(path => !seen.Contains(path) && !IsDoubted(path)).ToList())
        {
            _known.Remove(gone);
            _readings.Remove(gone);
            _doubtedSince.Remove(gone);
            settingsChanged |= _settingsTexts.Remove(gone);
            events.Add(new SourceReplaced(new ManifestReadResult { Source = gone }));
        }

        return isFirst || settingsChanged || events.Count > 0
            ? new SourceUpdate { Source = _folder, Events = events, Settings = settingsChanged ? ReadSettings() : null }
            : null;
    }

    private static bool Loses(ManifestReadResult before, ManifestReadResult now)
    {
        if (now.HasErrors)
        {
            return true;
        }

        var kept = now.Resources.Select(resource => resource.Key).ToHashSet();
        return before.Resources.Any(resource => !kept.Contains(resource.Key));
    }

    // True until the loss has been seen for long enough.
    private bool IsDoubted(string path)
    {
        if (!_doubtedSince.TryGetValue(path, out var since))
        {
            _doubtedSince.Add(path, clock.GetTimestamp());
            return true;
        }

        return clock.GetElapsedTime(since) < LossDelay;
    }

    private SettingsUpdate ReadSettings()
    {
        MeshConfig? mesh = new();
        MeshNetworks? networks = new();
        var findings = new List<Finding>();
        foreach (var (path, text) in _settingsTexts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (Path.GetFileNameWithoutExtension(path) == MeshFolder.MeshConfigName)
            {
                var read = MeshConfigReader.ReadMeshConfig(path, text);
                mesh = read.Value;
                findings.AddRange(read.Findings);
            }
            else
            {
                var read = MeshConfigReader.ReadMeshNetworks(path, text);
                networks = read.Value;
                findings.AddRange(read.Findings);
            }
        }

        var texts = string.Join('\0', _settingsTexts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value));
        return new SettingsUpdate(mesh, networks, ResourceEncoder.VersionOf(Encoding.UTF8.GetBytes(texts)), findings);
    }
}
