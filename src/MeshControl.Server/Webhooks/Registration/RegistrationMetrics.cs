using System.Diagnostics.Metrics;

namespace MeshControl.Server.Webhooks.Registration;

/// <summary>Figures of the upkeep of webhook configurations on the meter `MeshControl.Registration`, under istiod's names.</summary>
internal sealed class RegistrationMetrics : IDisposable
{
    private readonly Meter _meter = new("MeshControl.Registration");
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _enforced;
    private readonly Counter<long> _notEnforced;

    public RegistrationMetrics()
    {
        _attempts = _meter.CreateCounter<long>("webhook_patch_attempts_total", null, "Patches of webhook configurations that were tried.");
        _retries = _meter.CreateCounter<long>("webhook_patch_retries_total", null, "Patches of webhook configurations that were tried again.");
        _failures = _meter.CreateCounter<long>("webhook_patch_failures_total", null, "Patches of webhook configurations that failed.");
        _enforced = _meter.CreateCounter<long>("galley_validation_config_updates", null, "Validation webhook configurations that were written.");
        _notEnforced = _meter.CreateCounter<long>("galley_validation_config_update_error", null, "Validation webhook configurations that could not be written.");
    }

    public void Tried(string name, bool again)
    {
        _attempts.Add(1, Name(name));
        if (again)
        {
            _retries.Add(1, Name(name));
        }
    }

    public void Patched(bool validating)
    {
        if (validating)
        {
            _enforced.Add(1);
        }
    }

    public void Failed(string name, string reason, bool validating)
    {
        _failures.Add(1, Name(name), new KeyValuePair<string, object?>("reason", reason));
        if (validating)
        {
            _notEnforced.Add(1, new KeyValuePair<string, object?>("reason", reason));
        }
    }

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Name(string name) => new("name", name);
}
