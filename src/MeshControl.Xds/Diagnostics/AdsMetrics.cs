using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MeshControl.Generation.Output;
using MeshControl.Xds.Pushing;
using MeshControl.Xds.Sessions;

namespace MeshControl.Xds.Diagnostics;

/// <summary>Counters of the streams, on the meter `MeshControl.Xds`: istiod's names where the meaning is the same.</summary>
internal sealed class AdsMetrics : IDisposable
{
    private static readonly ConcurrentDictionary<string, KeyValuePair<string, object?>> TypeTags = new(StringComparer.Ordinal);
    private readonly Meter _meter = new("MeshControl.Xds");
    private readonly Counter<long> _pushes;
    private readonly Counter<long> _rejects;
    private readonly Counter<long> _expired;
    private readonly Counter<long> _writeTimeouts;
    private readonly Counter<long> _internalErrors;
    private readonly Counter<long> _sentBytes;
    private readonly Counter<long> _skipped;
    private readonly Histogram<double> _sendTime;
    private readonly Histogram<double> _size;
    private readonly Histogram<double> _convergence;
    private readonly Histogram<double> _answerTime;
    private long _largestRequest;

    public AdsMetrics(AdsSessions sessions)
    {
        _pushes = _meter.CreateCounter<long>("pilot_xds_pushes", null, "Responses sent, by type.");
        _rejects = _meter.CreateCounter<long>("pilot_total_xds_rejects", null, "Responses that proxies rejected, by type.");
        _expired = _meter.CreateCounter<long>("pilot_xds_expired_nonce", null, "Requests with an outdated or unknown nonce, by type.");
        _writeTimeouts = _meter.CreateCounter<long>("pilot_xds_write_timeout", null, "Streams that ended while a response was being sent.");
        _internalErrors = _meter.CreateCounter<long>("pilot_total_xds_internal_errors", null, "Streams ended by a fault of the server.");
        _sentBytes = _meter.CreateCounter<long>("meshcontrol_xds_sent_bytes", "By", "Bytes of responses, by type.");
        _skipped = _meter.CreateCounter<long>("meshcontrol_xds_skipped_resources", null, "Resources not sent because the proxy had them from an earlier stream, by type.");
        _sendTime = _meter.CreateHistogram<double>("pilot_xds_send_time", "s", "Time until the transport took a response.");
        _size = _meter.CreateHistogram<double>("pilot_xds_config_size_bytes", "By", "Size of responses, by type.");
        _convergence = _meter.CreateHistogram<double>("pilot_proxy_convergence_time", "s", "Time from new configuration to its last response sent to a proxy.");
        _answerTime = _meter.CreateHistogram<double>("meshcontrol_xds_answer_time", "s", "Time from a response to its acceptance or rejection, by type.");
        _meter.CreateObservableGauge("pilot_xds", () => sessions.Count, null, "Connected proxies.");
        _meter.CreateObservableGauge("pilot_xds_recv_max", () => Volatile.Read(ref _largestRequest), "By", "The largest request received.");
        foreach (var type in ResourceType.All)
        {
            var name = $"pilot_xds_{type.Name.ToLowerInvariant()}_reject";
            _meter.CreateObservableGauge(name, () => Rejecting(sessions, type), null, $"Proxies that reject the newest {type.Name} response.");
        }
    }

    public void Sent(PreparedResponse response, TimeSpan time)
    {
        var tag = Tag(response.Type?.Name ?? "unknown");
        _pushes.Add(1, tag);
        _sentBytes.Add(response.Payload.Length, tag);
        _size.Record(response.Payload.Length, tag);
        _sendTime.Record(time.TotalSeconds);
    }

    public void Answered(ResourceType type, TimeSpan time) => _answerTime.Record(time.TotalSeconds, Tag(type.Name));

    public void Rejected(ResourceType type) => _rejects.Add(1, Tag(type.Name));

    public void Expired(ResourceType type) => _expired.Add(1, Tag(type.Name));

    public void Skipped(ResourceType type, int count) => _skipped.Add(count, Tag(type.Name));

    public void SendFailed() => _writeTimeouts.Add(1);

    public void InternalError() => _internalErrors.Add(1);

    public void Converged(TimeSpan time) => _convergence.Record(time.TotalSeconds);

    public void Received(int bytes)
    {
        if (bytes > Volatile.Read(ref _largestRequest))
        {
            Volatile.Write(ref _largestRequest, bytes);
        }
    }

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string type) => TypeTags.GetOrAdd(type, static name => new("type", name.ToLowerInvariant()));

    private static IEnumerable<Measurement<long>> Rejecting(AdsSessions sessions, ResourceType type)
    {
        foreach (var snapshot in sessions.Snapshots())
        {
            if (snapshot.Types.FirstOrDefault(candidate => candidate.Type == type) is { State: SyncState.Nacked } rejecting)
            {
                yield return new Measurement<long>(1, new("node", snapshot.Proxy.Id), new("err", rejecting.Error));
            }
        }
    }
}
