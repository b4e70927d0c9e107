using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using MeshControl.Grpc;
using MeshControl.Xds.Tests.Host;
using static MeshControl.Generation.Output.ResourceType;

namespace MeshControl.Xds.Tests.Protocol;

/// <summary>Requests that are no requests: each ends its own stream with a status that says what is wrong, and nothing else.</summary>
public sealed class MalformedRequestTests
{
    private static readonly GrpcStatusCode[] Refusals = [GrpcStatusCode.Internal, GrpcStatusCode.InvalidArgument, GrpcStatusCode.ResourceExhausted];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hundred_mutated_requests_leave_the_server_serving(bool isDelta)
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        var random = new Random(20_260_101);
        var refused = 0;
        for (var i = 0; i < 100; i++)
        {
            await using var client = await AdsClient.OpenAsync(host, isDelta, "envoy");
            await client.SendRawAsync(Mutate(Valid(client, isDelta), random));
            await client.HalfCloseAsync();
            var status = await client.EndAsync();
            if (status.Code != GrpcStatusCode.Ok)
            {
                refused++;
                Assert.Contains(status.Code, Refusals);
                Assert.NotEmpty(status.Detail);
            }
        }

        Assert.InRange(refused, 20, 100);
        await using var good = await AdsClient.OpenAsync(host, isDelta, "envoy");
        await (isDelta ? good.SubscribeAsync(Cluster) : good.RequestAsync(Cluster, []));
        Assert.Equal("CDS c1 c2", (await good.NextAsync()).ToString());
        await good.HalfCloseAsync();
        await good.EndAsync();
        await Eventually.IsAsync(() => host.Sessions.Count == 0 && host.Source.Catalog.Count == 0);
    }

    [Theory]
    [InlineData("ff", "a DeltaDiscoveryRequest: field 0 has a number that is cut off")]
    [InlineData("07", "field 0 has field number 0")]
    [InlineData("1a7f41", "field 3 has a length of 127 bytes where 1 are left")]
    [InlineData("1a02c328", "field 3 has text that is not UTF-8")]
    [InlineData("18ffffffffffffffffffff01", "field 3 has")]
    [InlineData("0d0102", "field 1 has")]
    public async Task The_status_names_field_and_place(string hex, string problem)
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster);
        await client.NextAsync();
        await client.SendRawAsync([.. Convert.FromHexString(hex)]);
        var status = await client.EndAsync();
        Assert.Equal(GrpcStatusCode.Internal, status.Code);
        Assert.Contains(problem, status.Detail);
    }

    [Fact]
    public async Task A_name_beyond_four_kilobytes_is_refused_with_the_limit()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Endpoint, new string('x', 5000));
        var status = await client.EndAsync();
        Assert.Equal((GrpcStatusCode.InvalidArgument, "a resource name of 5000 bytes is above the limit of 4096"), (status.Code, status.Detail));
    }

    private static byte[] Valid(AdsClient client, bool isDelta) => isDelta
        ? new DeltaDiscoveryRequest
        {
            Node = client.Node, TypeUrl = Endpoint.TypeUrl, ResourceNamesSubscribe = { "c1", "c2", "Grüße" },
            InitialResourceVersions = { ["c1"] = "0123456789abcdef" },
        }.ToByteArray()
        : new DiscoveryRequest { Node = client.Node, TypeUrl = Endpoint.TypeUrl, ResourceNames = { "c1", "c2", "Grüße" }, VersionInfo = "1" }.ToByteArray();

    private static byte[] Mutate(byte[] message, Random random)
    {
        var bytes = message.ToList();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }

            if (bytes.Count == 0)
            {
                bytes.Add(0xff);
            }
        }

        return [.. bytes];
    }
}
