using MeshControl.Generation.Injection.Annotations;

namespace MeshControl.Generation.Injection.Proxy;

/// <summary>The image of the proxy: a stock Envoy in one of its flavours.</summary>
internal static class ProxyImages
{
    private const string Distroless = "distroless";
    private static readonly string[] Flavours = ["debug", Distroless];

    public static string Of(ProxySettings settings) => Of(settings, Flavour(settings));

    /// <summary>An image of the same version with a shell in it.</summary>
    public static string WithShell(ProxySettings settings) => Of(settings, Flavour(settings) == Distroless ? "default" : Flavour(settings));

    /// <summary>Hooks run in a shell; this flavour has none.</summary>
    public static bool HasShell(ProxySettings settings) => !Of(settings).Contains(Distroless, StringComparison.Ordinal);

    private static string Flavour(ProxySettings settings) =>
        settings.Annotation(PodAnnotations.ProxyImageType) is { Length: > 0 } own ? own : settings.Config.Image?.ImageType ?? "";

    // Envoy's tags say the flavour first: distroless-v1.40.0.
    private static string Of(ProxySettings settings, string flavour)
    {
        var own = settings.Annotation(PodAnnotations.ProxyImage);
        var image = own.Length > 0 ? own : settings.Values.Text("global.proxy.image");
        if (image.Contains('/', StringComparison.Ordinal))
        {
            return image;
        }

        var tag = settings.Values.Text("global.proxy.tag");
        if (flavour.Length > 0)
        {
            tag = Flavours.Aggregate(tag, (plain, known) => plain.StartsWith(known + "-", StringComparison.Ordinal) ? plain[(known.Length + 1)..] : plain);
            tag = flavour == "default" ? tag : $"{flavour}-{tag}";
        }

        return $"{settings.Values.Text("global.proxy.hub")}/{image}:{tag}";
    }
}
