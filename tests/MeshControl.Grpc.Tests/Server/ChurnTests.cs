using Google.Protobuf.WellKnownTypes;
using MeshControl.Grpc.Client;
using MeshControl.Grpc.Tests.Host;
using Microsoft.Extensions.Logging;

namespace MeshControl.Grpc.Tests.Server;

/// <summary>Many streams that end in every way a client can end them.</summary>
public class ChurnTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Streams_given_up_at_any_moment_leave_nothing_behind_and_no_trace_in_the_log(bool connectionPerStream)
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        using var channel = host.Channel(new GrpcChannelOptions { ConnectionPerStream = connectionPerStream });

        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (i, _) => await GiveUpAsync(channel, moment: i % 6));

        var answer = await channel.UnaryAsync(EchoService.Unary, new StringValue { Value = "still here" }, StringValue.Parser);
        Assert.Equal("still here", answer.Value);
        await host.Drain.DrainAsync().WaitAsync(EchoService.Patience);
        Assert.Equal(0, host.Drain.OpenStreams);
        Assert.Empty(host.Logs.AtLeast(LogLevel.Warning));
    }

    private static async Task GiveUpAsync(GrpcChannel channel, int moment)
    {
        var method = moment >= 4 ? EchoService.Push : EchoService.Duplex;
        await using var stream = await channel.OpenDuplexAsync(method, BytesValue.Parser);
        if (moment >= 1)
        {
            await stream.WaitForHeadersAsync();
        }

        if (moment >= 2)
        {
            await stream.WriteAsync(new StringValue { Value = "go" });
        }

        if (moment == 3)
        {
            await stream.CompleteAsync();
            Assert.Single(await stream.ReadAllAsync().ToListAsync());
        }

        if (moment == 5)
        {
            Assert.Equal(EchoService.PushedBytes.Length, (await stream.ReadAllAsync().FirstAsync()).Value.Length);
        }
    }
}
