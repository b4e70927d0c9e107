using MeshControl.Generation.Output;
using MeshControl.Xds.Sessions;

namespace MeshControl.Server.Secrets;

/// <summary>A stream that may not have secrets: nothing is found, and the first question is told on.</summary>
internal sealed class RefusedSecretSession(Action asked) : ISecretSession
{
    private int _isTold;

    public event Action? Changed
    {
        add { }
        remove { }
    }

    public EncodedResource? Find(string name)
    {
        if (Interlocked.Exchange(ref _isTold, 1) == 0)
        {
            asked();
        }

        return null;
    }

    public void Dispose()
    {
    }
}
