using MeshControl.Server.Sources;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshControl.Server.Tests.Conformance;

/// <summary>A folder with a file an object; cut off is a source that does not run.</summary>
internal sealed class FolderSubject : SourceSubject
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("meshcontrol-conformance-");
    private readonly FolderSource _source;

    private FolderSubject() => _source = new FolderSource(_folder.FullName, TimeProvider.System, NullLogger<FolderSource>.Instance);

    public static async Task<FolderSubject> StartAsync(IReadOnlyDictionary<string, int> initial)
    {
        var subject = new FolderSubject();
        foreach (var (name, value) in initial)
        {
            await subject.PutAsync(name, value);
        }

        subject.Run(subject._source);
        return subject;
    }

    public override Task PutAsync(string name, int value) => File.WriteAllTextAsync(FileOf(name), Manifest(name, value));

    public override Task DeleteAsync(string name)
    {
        File.Delete(FileOf(name));
        return Task.CompletedTask;
    }

    public override Task DisconnectAsync() => StopAsync();

    public override Task ReconnectAsync()
    {
        Run(_source);
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    private string FileOf(string name) => Path.Combine(_folder.FullName, $"{name}.yaml");
}
