using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace MeshControl.Server.RateLimiting.Redis;

/// <summary>Reads replies in RESP2: text, numbers, arrays of them, errors.</summary>
internal sealed class RespReader(PipeReader input)
{
    private const int MaxDepth = 4;

    /// <summary>A string, a long, an object?[], a <see cref="RedisException"/>, or null.</summary>
    /// <exception cref="IOException">The connection ended, or speaks something else.</exception>
    public async ValueTask<object?> ReadAsync(CancellationToken cancellationToken, int depth = 0)
    {
        var line = await LineAsync(cancellationToken);
        if (line.Length == 0 || depth > MaxDepth)
        {
            throw new IOException("the server does not speak RESP");
        }

        switch (line[0])
        {
            case '+':
                return line[1..];
            case '-':
                return new RedisException(line[1..]);
            case ':':
                return Number(line);
            case '$':
                return Number(line) is var length and >= 0 ? await TextAsync((int)length, cancellationToken) : null;
            case '*':
                if (Number(line) is not (var count and >= 0))
                {
                    return null;
                }

                var items = new object?[count];
                for (var i = 0; i < count; i++)
                {
                    items[i] = await ReadAsync(cancellationToken, depth + 1);
                }

                return items;
            default:
                throw new IOException("the server does not speak RESP");
        }
    }

    private static long Number(string line) => long.TryParse(line.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new IOException("the server does not speak RESP");

    private async ValueTask<string> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.UTF8.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                input.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            Continue(read);
        }
    }

    private async ValueTask<string> TextAsync(int length, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            if (read.Buffer.Length >= length + 2)
            {
                var text = Encoding.UTF8.GetString(read.Buffer.Slice(0, length));
                input.AdvanceTo(read.Buffer.GetPosition(length + 2));
                return text;
            }

            Continue(read);
        }
    }

    private void Continue(ReadResult read)
    {
        input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        if (read.IsCompleted)
        {
            throw new IOException("the server closed the connection");
        }
    }
}
