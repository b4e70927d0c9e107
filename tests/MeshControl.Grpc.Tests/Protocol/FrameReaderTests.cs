using System.Buffers;
using System.IO.Pipelines;
using FsCheck;
using FsCheck.Fluent;
using MeshControl.Grpc.Protocol;
using MeshControl.Grpc.Tests.RawHttp2;

namespace MeshControl.Grpc.Tests.Protocol;

public class FrameReaderTests
{
    private const int Limit = 1000;

    [Fact]
    public void H05_Any_messages_cut_at_any_places_are_read_as_they_were_sent()
    {
        Prop.ForAll<byte[][], int[]>((messages, cuts) =>
        {
            var wire = messages.SelectMany(m => Wire.Message(m)).ToArray();
            var places = cuts.Select(c => Math.Abs((long)c) % (wire.Length + 1)).Select(c => (int)c);
            return Read(ChunkedStream.Cut(wire, places)).Messages.SequenceEqual(messages.Select(Convert.ToHexString));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void H05_Three_messages_cut_at_every_pair_of_places_are_read_as_they_were_sent()
    {
        byte[][] messages = [[1, 2, 3], [], [4, 5, 6, 7, 8]];
        var wire = messages.SelectMany(m => Wire.Message(m)).ToArray();
        var expected = messages.Select(Convert.ToHexString).ToList();

        for (var first = 0; first <= wire.Length; first++)
        {
            for (var second = first; second <= wire.Length; second++)
            {
                var (read, error) = Read(ChunkedStream.Cut(wire, [first, second]));
                Assert.Equal(expected, read);
                Assert.Null(error);
            }
        }
    }

    [Fact]
    public void H12_Stream_that_ends_anywhere_inside_a_message_is_incomplete_after_the_whole_ones()
    {
        var wire = (byte[])[.. Wire.Message([1]), .. Wire.Message([2, 3, 4])];
        var whole = Wire.Message([1]).Length;

        for (var end = whole + 1; end < wire.Length; end++)
        {
            var (read, error) = Read(ChunkedStream.Cut(wire[..end], [whole]));
            Assert.Equal(["01"], read);
            Assert.Equal(GrpcStatusCode.Internal, error!.Code);
            Assert.Contains("incomplete", error.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void H11_Announced_size_above_the_limit_is_exhausted_from_the_prefix_alone()
    {
        var (read, error) = Read(ChunkedStream.Cut(Wire.Prefix(Limit + 1), [1]));

        Assert.Empty(read);
        Assert.Equal(GrpcStatusCode.ResourceExhausted, error!.Code);
    }

    [Fact]
    public void Length_above_two_gigabytes_is_exhausted_and_not_negative()
    {
        var (_, error) = Read(ChunkedStream.Cut([0, 0xFF, 0xFF, 0xFF, 0xFF], []));

        Assert.Equal(GrpcStatusCode.ResourceExhausted, error!.Code);
        Assert.Contains("4294967295", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_flag_but_zero_is_refused()
    {
        for (var flag = 1; flag <= byte.MaxValue; flag++)
        {
            var (_, error) = Read(ChunkedStream.Cut(Wire.Message([1], (byte)flag), []));
            Assert.Equal(GrpcStatusCode.Internal, error!.Code);
        }
    }

    private static (List<string> Messages, GrpcStatusException? Error) Read(Stream wire)
    {
        var reader = new FrameReader(PipeReader.Create(wire), Limit, encoding: null);
        var messages = new List<string>();
        try
        {
            // Everything is there already, so no read waits.
            while (reader.ReadAsync(bytes => Convert.ToHexString(bytes.ToArray()), CancellationToken.None).AsTask().GetAwaiter().GetResult() is (true, var message))
            {
                messages.Add(message);
            }

            return (messages, null);
        }
        catch (GrpcStatusException e)
        {
            return (messages, e);
        }
    }
}
