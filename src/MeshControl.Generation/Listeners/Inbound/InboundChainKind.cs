namespace MeshControl.Generation.Listeners.Inbound;

/// <summary>Whom one inbound chain takes and what it does with them.</summary>
/// <param name="Transport">`tls` or `raw_buffer`.</param>
/// <param name="Alpn">Application protocols to match; empty for any.</param>
/// <param name="IsHttp">True for HTTP, false for bytes.</param>
/// <param name="TerminatesTls">True where the proxy ends mutual TLS; false where it passes what comes.</param>
internal sealed record InboundChainKind(string Transport, IReadOnlyList<string> Alpn, bool IsHttp, bool TerminatesTls);
