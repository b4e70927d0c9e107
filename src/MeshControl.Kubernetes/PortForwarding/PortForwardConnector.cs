using System.Net.WebSockets;
using MeshControl.Kubernetes.Client;

namespace MeshControl.Kubernetes.PortForwarding;

/// <summary>Opens a port-forward over a WebSocket (v4.channel.k8s.io), one connection a stream.</summary>
internal static class PortForwardConnector
{
    private const string Protocol = "v4.channel.k8s.io";

    public static Task<Stream> ConnectAsync(ApiSender sender, string @namespace, string pod, int port, CancellationToken cancellationToken) =>
        sender.GuardAsync($"port-forward {@namespace}/{pod}:{port}", ApiSender.Patience, token => OpenAsync(sender, @namespace, pod, port, token), cancellationToken);

    private static async Task<Stream> OpenAsync(ApiSender sender, string @namespace, string pod, int port, CancellationToken cancellationToken)
    {
        var credential = await sender.CredentialAsync(cancellationToken);
        var address = sender.Connection.BaseAddress;
        var path = $"{address.AbsolutePath.TrimEnd('/')}/api/v1/namespaces/{Uri.EscapeDataString(@namespace)}/pods/{Uri.EscapeDataString(pod)}/portforward";
        var uri = new UriBuilder(address) { Scheme = address.Scheme == Uri.UriSchemeHttp ? "ws" : "wss", Path = path, Query = $"ports={port}" }.Uri;
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.AddSubProtocol(Protocol);
            if (credential.Authorization is { } authorization)
                socket.Options.SetRequestHeader("Authorization", authorization.ToString());
            await socket.ConnectAsync(uri, sender.Http, cancellationToken);
            return new PortForwardStream(socket);
        }
        catch (WebSocketException failure)
        {
            var status = (int)socket.HttpStatusCode;
            socket.Dispose();
            throw new KubeApiException(status, status == 0 ? "Unreachable" : socket.HttpStatusCode.ToString(), $"port-forward to {@namespace}/{pod}:{port}: {failure.Message}", failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
