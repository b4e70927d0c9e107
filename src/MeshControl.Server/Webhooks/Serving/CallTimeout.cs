using MeshControl.Model.Resources.Schema;

namespace MeshControl.Server.Webhooks.Serving;

/// <summary>An API server says in the query how long it waits: <c>/inject?timeout=10s</c>. An answer after that is work for nobody.</summary>
internal static class CallTimeout
{
    public static TimeSpan Of(string? text, WebhookOptions options)
    {
        if (!GoDuration.TryParse(text ?? "", out var asked) || asked <= TimeSpan.Zero)
        {
            return options.DefaultTimeout;
        }

        return asked < options.MaxTimeout ? asked : options.MaxTimeout;
    }
}
