namespace MeshControl.Benchmarks;

/// <summary>How large a mesh to make, and how many times to repeat each change whose name contains <paramref name="Only"/>.</summary>
internal sealed record Size(int Services = 1000, int Endpoints = 2, int Classes = 100, int Changes = 20, int Threads = 2, string Only = "")
{
    public const int Namespaces = 10;

    /// <summary>Reads <c>--services N --endpoints N --classes N --changes N --threads N --only CHANGE</c>.</summary>
    /// <exception cref="ArgumentException">An unknown option, or a number that is none.</exception>
    public static Size Parse(string[] args)
    {
        var size = new Size();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            if (args[i] == "--only")
            {
                size = size with { Only = args[i + 1] };
                continue;
            }

            if (!int.TryParse(args[i + 1], out var number) || number < 1)
            {
                throw new ArgumentException($"{args[i]} takes a positive number, found '{args[i + 1]}'.", nameof(args));
            }

            size = args[i] switch
            {
                "--services" => size with { Services = number },
                "--endpoints" => size with { Endpoints = number },
                "--classes" => size with { Classes = number },
                "--changes" => size with { Changes = number },
                "--threads" => size with { Threads = number },
                _ => throw new ArgumentException($"Unknown option '{args[i]}'.", nameof(args)),
            };
        }

        return args.Length % 2 == 0 ? size : throw new ArgumentException($"{args[^1]} takes a value.", nameof(args));
    }
}
