using System.Net.Security;
using Google.Protobuf;
using MeshControl.Grpc.Protocol;

namespace MeshControl.Grpc.Client;

/// <summary>Calls the gRPC services at one address, over cleartext HTTP/2 (<c>http</c>) or TLS (<c>https</c>).</summary>
public sealed class GrpcChannel(
    Uri address, SslClientAuthenticationOptions? tls = null, IGrpcCredentials? credentials = null, GrpcChannelOptions? options = null) : IDisposable
{
    private readonly GrpcChannelOptions _options = options ?? new GrpcChannelOptions();
    private readonly Lazy<HttpMessageInvoker> _shared = new(() => Transport.Create(tls, options ?? new GrpcChannelOptions()));

    /// <summary>One request, one response; <paramref name="deadline"/> counts from now and is told to the server.</summary>
    /// <exception cref="GrpcStatusException">The call ended with another status than OK, UNAVAILABLE when there is no connection.</exception>
    public async Task<TResponse> UnaryAsync<TRequest, TResponse>(
        GrpcMethod<TRequest> method,
        TRequest request,
        MessageParser<TResponse> parser,
        TimeSpan? deadline = null,
        CancellationToken cancellationToken = default)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = deadline is { } time
            ? _options.TimeProvider.CreateTimer(static s => ((CancellationTokenSource)s!).Cancel(), stop, time, Timeout.InfiniteTimeSpan)
            : null;
        try
        {
            using var message = await CreateRequestAsync(method.Path, new UnaryContent(request), deadline, stop.Token);
            using var response = await _shared.Value.SendAsync(message, stop.Token);
            return await UnaryResponse.ReadAsync(response, parser, _options.MaxReceiveMessageBytes, stop.Token);
        }
        catch (Exception e) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested && e is not GrpcStatusException)
        {
            throw new GrpcStatusException(GrpcStatusCode.DeadlineExceeded, $"no answer within {deadline}", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new GrpcStatusException(TransportErrors.ToStatus(e));
        }
    }

    /// <summary>Opens a stream; returns as soon as requests can be written, which may be before the server answers.</summary>
    /// <exception cref="GrpcStatusException">UNAVAILABLE: there is no connection.</exception>
    public async Task<GrpcClientDuplex<TResponse>> OpenDuplexAsync<TRequest, TResponse>(
        GrpcMethod<TRequest> method, MessageParser<TResponse> parser, CancellationToken cancellationToken = default)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
    {
        var invoker = _options.ConnectionPerStream ? Transport.Create(tls, _options) : _shared.Value;
        var content = new DuplexContent();
        var request = await CreateRequestAsync(method.Path, content, deadline: null, cancellationToken);
        var duplex = new GrpcClientDuplex<TResponse>(
            invoker, request, content, parser.ParseFrom, _options.MaxReceiveMessageBytes, _options.ConnectionPerStream);
        await duplex.OpenAsync(cancellationToken);
        return duplex;
    }

    public void Dispose()
    {
        if (_shared.IsValueCreated)
        {
            _shared.Value.Dispose();
        }
    }

    private async ValueTask<HttpRequestMessage> CreateRequestAsync(string path, HttpContent content, TimeSpan? deadline, CancellationToken cancellationToken)
    {
        var request = Transport.CreateRequest(new Uri(address, path), content);
        if (deadline is { } time)
        {
            request.Headers.TryAddWithoutValidation(GrpcHeaders.Timeout, GrpcTimeout.Format(time));
        }

        if (credentials is not null)
        {
            await credentials.ApplyAsync(request.Headers, cancellationToken);
        }

        return request;
    }
}
