using MeshControl.Server.Sources;

namespace MeshControl.Server.Engine;

/// <summary>What came in while the loop was busy or gathering.</summary>
internal sealed class EngineBatch
{
    public List<SourceUpdate> Updates { get; } = [];

    public List<ConnectWork> Connects { get; } = [];

    public void Add(EngineWork work)
    {
        switch (work)
        {
            case UpdateWork update:
                Updates.Add(update.Update);
                break;
            case ConnectWork connect:
                Connects.Add(connect);
                break;
        }
    }
}
