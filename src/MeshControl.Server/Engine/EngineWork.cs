namespace MeshControl.Server.Engine;

/// <summary>One thing for the engine's loop to do.</summary>
internal abstract record EngineWork;
