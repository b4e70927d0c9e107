using FsCheck;
using FsCheck.Fluent;
using MeshControl.Grpc.Protocol;

namespace MeshControl.Grpc.Tests.Protocol;

/// <summary>The encodings of header values.</summary>
public class HeaderValueTests
{
    [Fact]
    public void H15_Any_text_survives_and_travels_as_printable_ASCII()
    {
        Prop.ForAll<string>(text =>
        {
            // Lone surrogates have no UTF-8; they become U+FFFD like in every encoder.
            var valid = string.Concat((text ?? "").EnumerateRunes());
            var encoded = PercentEncoding.Encode(valid);
            return encoded.All(c => c is >= ' ' and <= '~') && PercentEncoding.Decode(encoded) == valid;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Long_text_is_cut_between_characters()
    {
        var encoded = PercentEncoding.Encode(new string('日', 1000));

        Assert.True(encoded.Length <= PercentEncoding.MaxEncodedLength);
        Assert.Equal(new string('日', PercentEncoding.MaxEncodedLength / 9), PercentEncoding.Decode(encoded));
    }

    [Theory]
    [InlineData("100%", "100%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%41", "%zzA")]
    [InlineData("%FF", "\uFFFD")]
    public void Bad_escapes_decode_to_something_and_never_fail(string encoded, string expected)
    {
        Assert.Equal(expected, PercentEncoding.Decode(encoded));
    }

    [Theory]
    [InlineData("1H", 3600.0)]
    [InlineData("2M", 120.0)]
    [InlineData("15S", 15.0)]
    [InlineData("100m", 0.1)]
    [InlineData("100u", 0.0001)]
    [InlineData("1000n", 0.000001)]
    [InlineData("1n", 0.0000001)]
    [InlineData("99999999H", 99_999_999.0)]
    public void Timeout_is_digits_and_a_unit(string header, double seconds)
    {
        Assert.Equal(TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)), GrpcTimeout.Parse(header));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("10")]
    [InlineData("123456789S")]
    [InlineData("-1S")]
    [InlineData("1 S")]
    [InlineData("1s")]
    [InlineData("1.5S")]
    public void Malformed_timeout_is_ignored(string? header)
    {
        Assert.Null(GrpcTimeout.Parse(header));
    }

    [Fact]
    public void Any_timeout_is_written_in_eight_digits_and_never_longer_than_asked()
    {
        Prop.ForAll<PositiveInt, NonNegativeInt>((value, shift) =>
        {
            var timeout = TimeSpan.FromTicks((long)value.Get << (shift.Get % 20));
            var header = GrpcTimeout.Format(timeout);
            var read = GrpcTimeout.Parse(header)!.Value;
            return header.Length <= 9 && read <= timeout && read >= timeout * 0.99999;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Binary_metadata_is_written_unpadded_and_read_in_both_forms()
    {
        Prop.ForAll<byte[]>(bytes =>
        {
            var encoded = BinaryMetadata.Encode(bytes);
            return !encoded.EndsWith('=')
                && BinaryMetadata.Decode(encoded).SequenceEqual(bytes)
                && BinaryMetadata.Decode(Convert.ToBase64String(bytes)).SequenceEqual(bytes);
        }).QuickCheckThrowOnFailure();
    }
}
