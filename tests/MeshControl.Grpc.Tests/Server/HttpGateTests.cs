using System.Net;
using System.Net.Http.Headers;
using MeshControl.Grpc.Server;
using MeshControl.Grpc.Tests.Host;
using MeshControl.Grpc.Tests.RawHttp2;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MeshControl.Grpc.Tests.Server;

/// <summary>What is turned away before a handler sees it.</summary>
public class HttpGateTests
{
    [Theory]
    [InlineData("/nobody.Knows/Me")]
    [InlineData("/meshcontrol.test.Echo/Unknown")]
    [InlineData("/MeshControl.Test.echo/DUPLEX")]
    [InlineData("/one")]
    [InlineData("/")]
    public async Task H01_Unknown_path_is_unimplemented_in_a_single_header_block(string path)
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);

        await client.OpenAsync(1, path);
        var response = await client.ReadToEndAsync(1);

        Assert.Equal("200", response.Header(":status"));
        Assert.Equal(GrpcStatusCode.Unimplemented, response.Status.Code);
        Assert.Equal("application/grpc", response.Header("content-type"));
        Assert.True(Assert.Single(response.Frames, f => f.Type is FrameType.Headers or FrameType.Data).EndStream);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpc+json")]
    public async Task H02_Other_content_type_is_415_and_reaches_no_handler(string contentType)
    {
        var entered = false;
        await using var host = await GrpcTestHost.StartAsync(e => e.MapGrpcDuplex(EchoService.Duplex, _ =>
        {
            entered = true;
            return Task.CompletedTask;
        }));
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);

        await client.OpenAsync(1, EchoService.Duplex.Path, ("content-type", contentType));
        var response = await client.ReadToEndAsync(1);

        Assert.Equal("415", response.Header(":status"));
        Assert.False(entered);
        Assert.Equal(0, host.Drain.OpenStreams);
    }

    [Theory]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc; charset=utf-8")]
    public async Task Content_type_of_gRPC_with_suffix_or_parameters_is_served(string contentType)
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);

        await client.OpenAsync(1, EchoService.Duplex.Path, ("content-type", contentType));
        await client.SendDataAsync(1, Wire.Text("hi"), endStream: true);
        var response = await client.ReadToEndAsync(1);

        Assert.Equal(["hi"], Wire.Texts(response));
    }

    [Fact]
    public async Task H03_HTTP1_request_on_a_port_that_speaks_it_is_426()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map, listen: l => l.Protocols = HttpProtocols.Http1);

        using var response = await PostHttp1Async(host);

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Equal("HTTP/2", response.Headers.Upgrade.ToString());
        Assert.Equal(0, host.Drain.OpenStreams);
    }

    [Fact]
    public async Task H03_HTTP1_request_on_the_gRPC_port_is_refused()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);

        using var response = await PostHttp1Async(host);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, host.Drain.OpenStreams);
    }

    [Fact]
    public async Task GET_is_405()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);

        await client.OpenAsync(1, EchoService.Duplex.Path, (":method", "GET"));
        var response = await client.ReadToEndAsync(1);

        Assert.Equal("405", response.Header(":status"));
        Assert.Equal("POST", response.Header("allow"));
    }

    [Fact]
    public async Task Missing_te_header_and_unknown_headers_do_not_matter()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, EchoService.Unary.Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Wire.Text("plain")),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.Add("x-envoy-expected-rq-timeout-ms", "15000");

        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal(Wire.Text("plain"), body);
        Assert.Equal("0", Assert.Single(response.TrailingHeaders.GetValues("grpc-status")));
    }

    [Fact]
    public async Task H20_Two_authorities_are_not_served()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);

        await client.OpenAsync(1, EchoService.Duplex.Path, (":authority", "one"), (":authority", "two"));
        while (client.GoAway is null && client.Response(1).Frames.Count == 0 && await client.ReadFrameAsync())
        {
            // Kestrel answers with a reset or closes the connection; both refuse the call.
        }

        Assert.Empty(client.Response(1).HeaderBlocks);
        Assert.Equal(0, host.Drain.OpenStreams);
    }

    [Fact]
    public async Task H20_Two_hosts_are_not_served()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
        (string, string)[] headers =
        [
            (":method", "POST"), (":scheme", "http"), (":path", EchoService.Duplex.Path), ("content-type", "application/grpc"), ("host", "one"), ("host", "two"),
        ];

        await client.SendAsync(new Frame(FrameType.Headers, Frame.EndHeadersFlag, 1, Hpack.Encode(headers)));
        var response = await client.ReadToEndAsync(1);

        Assert.True(response.Reset == 1 || response.Header(":status") == "400");
        Assert.Equal(0, host.Drain.OpenStreams);
    }

    private static async Task<HttpResponseMessage> PostHttp1Async(GrpcTestHost host)
    {
        using var client = new HttpClient();
        using var content = new ByteArrayContent(Wire.Text("old"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        return await client.PostAsync(new Uri(host.Address, EchoService.Duplex.Path), content);
    }
}
