namespace MeshControl.Server.Sources;

/// <summary>Something that objects come from: a folder, a cluster. It reports everything once, then what changes, until cancelled.</summary>
public interface IResourceSource
{
    /// <summary>Shown in logs.</summary>
    string Name { get; }

    /// <summary>Runs until cancelled. The first update reported must hold everything there is.</summary>
    Task RunAsync(Action<SourceUpdate> report, CancellationToken cancellationToken);

    /// <summary>What has not been read yet, for people; asked before the first update, from any thread.</summary>
    IReadOnlyList<string> Waiting => [];

    /// <summary>What is not followed at the moment, though it was; what is known of it keeps serving.</summary>
    IReadOnlyList<string> Troubles => [];
}
