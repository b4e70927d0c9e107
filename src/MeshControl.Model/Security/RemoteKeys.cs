namespace MeshControl.Model.Security;

/// <summary>Keys that proxies fetch themselves.</summary>
/// <param name="Uri">Their address.</param>
/// <param name="Host">Its host.</param>
/// <param name="Port">Its port.</param>
/// <param name="Timeout">How long one attempt may take.</param>
public sealed record RemoteKeys(string Uri, string Host, int Port, TimeSpan Timeout);
