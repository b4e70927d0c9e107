using FsCheck;
using FsCheck.Fluent;
using MeshControl.Grpc.Protocol;
using MeshControl.Grpc.Tests.RawHttp2;

namespace MeshControl.Grpc.Tests.Protocol;

public class PayloadCursorTests
{
    [Fact]
    public void Any_segments_in_slices_of_any_size_are_prefix_and_body()
    {
        Prop.ForAll<byte[][], PositiveInt>((segments, slice) =>
        {
            var payload = new GrpcPayload(segments.Select(s => (ReadOnlyMemory<byte>)s).ToArray());
            var cursor = new PayloadCursor(payload);
            var wire = new List<byte>();
            var buffer = new byte[slice.Get];
            while (cursor.Remaining > 0)
            {
                wire.AddRange(buffer[..cursor.CopyTo(buffer)]);
            }

            return wire.SequenceEqual(Wire.Message([.. segments.SelectMany(s => s)]));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Empty_payload_is_a_bare_prefix()
    {
        var cursor = new PayloadCursor(new GrpcPayload());
        var buffer = new byte[16];

        Assert.Equal(5, cursor.CopyTo(buffer));
        Assert.Equal(0, cursor.Remaining);
    }
}
