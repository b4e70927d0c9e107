namespace MeshControl.Server.Sources;

/// <summary>Something that objects come from: a folder, later an API server. It reports everything once, then what changes, until cancelled.</summary>
public interface IResourceSource
{
    /// <summary>Shown in logs.</summary>
    string Name { get; }

    /// <summary>Runs until cancelled. The first update reported must hold everything there is.</summary>
    Task RunAsync(Action<SourceUpdate> report, CancellationToken cancellationToken);
}
