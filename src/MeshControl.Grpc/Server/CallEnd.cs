namespace MeshControl.Grpc.Server;

/// <summary>Why a call ends although its handler did not decide so.</summary>
internal enum CallEnd
{
    None,
    PeerGone,
    Deadline,
    WriteStalled,
    WriteCancelled,
    Draining,
    MaxAge,
}
