using MeshControl.Server.Sources;

namespace MeshControl.Server.Engine;

/// <summary>A source has seen something.</summary>
internal sealed record UpdateWork(SourceUpdate Update) : EngineWork;
