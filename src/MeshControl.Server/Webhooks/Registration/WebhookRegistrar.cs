using System.Threading.Channels;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Watching;
using MeshControl.Security.Authority;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Webhooks.Registration;

/// <summary>
/// Keeps this revision's webhook configurations in step with the authority's roots, and makes the validation webhook binding once it is proven to work.
/// Every replica does so, since each must be believed and all write the same. Nothing is written before the webhooks can answer.
/// </summary>
internal sealed class WebhookRegistrar(
    KubeApi api, ICertificateIssuer issuer, WebhookRegistrationOptions options, Func<CancellationToken, Task> ready, RegistrationMetrics metrics, TimeProvider clock,
    ILogger<WebhookRegistrar> log)
    : BackgroundService
{
    private readonly Channel<(ApiResource Resource, ReflectorEvent Event)?> _work = Channel.CreateUnbounded<(ApiResource, ReflectorEvent)?>();
    private readonly RegistrationState _state = new();
    private bool _checked;
    private int _checks;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ready(stoppingToken);
        issuer.RootsChanged += OnRootsChanged;
        try
        {
            await Task.WhenAll(
                FollowAsync(WebhookConfigurations.Mutating, stoppingToken), FollowAsync(WebhookConfigurations.Validating, stoppingToken), KeepAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
        finally
        {
            issuer.RootsChanged -= OnRootsChanged;
        }
    }

    private void OnRootsChanged() => _work.Writer.TryWrite(null);

    private async Task FollowAsync(ApiResource resource, CancellationToken cancellationToken)
    {
        var reflector = new Reflector(api, resource, new ReflectorOptions { LabelSelector = $"istio.io/rev={options.Revision}" });
        await foreach (var @event in reflector.RunAsync(cancellationToken))
        {
            if (@event is ReflectorEvent.Unavailable unavailable)
            {
                Log.Unavailable(log, resource.Plural, unavailable.Reason);
            }

            _work.Writer.TryWrite((resource, @event));
        }
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        TimeSpan? retry = null;
        while (true)
        {
            await WaitAsync(retry, cancellationToken);
            while (_work.Reader.TryRead(out var work))
            {
                if (work is var (resource, @event))
                {
                    _state.Apply(resource, @event);
                }
            }

            retry = await PatchAsync(cancellationToken);
            if (!_checked && retry is null && _state.Objects.Any(configuration => configuration.Resource == WebhookConfigurations.Validating))
            {
                retry = await CheckAsync(cancellationToken);
            }
        }
    }

    /// <summary>The time after which to try again; null where everything is as it should be.</summary>
    private async Task<TimeSpan?> PatchAsync(CancellationToken cancellationToken)
    {
        TimeSpan? retry = null;
        foreach (var configuration in _state.Objects)
        {
            var patch = WebhookPatch.Of(configuration, issuer.Roots.Pem, _checked);
            if (patch.Entries == 0)
            {
                Log.NoEntry(log, configuration.Metadata.Name);
                metrics.Failed(configuration.Metadata.Name, "webhook_entry_not_found", IsValidating(configuration));
            }
            else if (patch.Json is { } json && !await PatchAsync(configuration, patch.Entries, json, cancellationToken))
            {
                var wait = _state.Failures(configuration) <= options.QuickRetries ? options.QuickRetry : options.SlowRetry;
                retry = retry < wait ? retry : wait;
            }
        }

        return retry;
    }

    private async Task<bool> PatchAsync(KubeObject configuration, int entries, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var name = configuration.Metadata.Name;
        metrics.Tried(name, _state.Failures(configuration) > 0);
        try
        {
            _state.Set(await api.PatchAsync(configuration.Resource, null, name, PatchType.Json, json, cancellationToken));
            _state.Succeeded(configuration);
            metrics.Patched(IsValidating(configuration));
            Log.Patched(log, name, entries);
            return true;
        }
        catch (KubeApiException gone) when (gone.IsNotFound)
        {
            // Its deletion is on the way to us.
            return true;
        }
        catch (KubeApiException error)
        {
            // Also where another replica was quicker: then the newer version is on the way to us.
            _state.Failed(configuration);
            metrics.Failed(name, "webhook_update_failure", IsValidating(configuration));
            Log.NotPatched(log, name, error.Message);
            return false;
        }
    }

    private async Task<TimeSpan?> CheckAsync(CancellationToken cancellationToken)
    {
        if (await ValidationSelfCheck.RunAsync(api, options, cancellationToken) is not { } reason)
        {
            _checked = true;
            Log.Checked(log);
            return await PatchAsync(cancellationToken);
        }

        var wait = options.QuickRetry * Math.Pow(2, Math.Min(_checks++, 16));
        Log.NotChecked(log, reason);
        return wait < options.SlowRetry ? wait : options.SlowRetry;
    }

    private async Task WaitAsync(TimeSpan? retry, CancellationToken cancellationToken)
    {
        using var due = new CancellationTokenSource(retry ?? Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, due.Token);
        try
        {
            await _work.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to try again.
        }
    }

    private static bool IsValidating(KubeObject configuration) => configuration.Resource == WebhookConfigurations.Validating;
}
