using MeshControl.Generation.Output;
using MeshControl.Model.Credentials;
using MeshControl.Security.Diagnostics;
using MeshControl.Xds.Sessions;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Secrets.Credentials;

/// <summary>One stream's credentials, and those of another session behind it.</summary>
internal sealed class CredentialSession : ISecretSession
{
    private readonly Lock _gate = new();
    private readonly ISecretSession _others;
    private readonly SecretRequester _requester;
    private readonly SecretDecision _decision;
    private readonly ICredentialStore _store;
    private readonly SecretReadReviews? _reviews;
    private readonly SecurityMetrics _metrics;
    private readonly ILogger _log;
    private readonly Dictionary<string, (StoredCredential Stored, EncodedSecret Encoded)> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private bool _isListening;
    private bool _isDisposed;

    public CredentialSession(
        ISecretSession others, SecretRequester requester, SecretDecision decision, ICredentialStore store, SecretReadReviews? reviews, SecurityMetrics metrics, ILogger log)
    {
        _others = others;
        _requester = requester;
        _decision = decision;
        _store = store;
        _reviews = reviews;
        _metrics = metrics;
        _log = log;
        others.Changed += OnChanged;
    }

    public event Action? Changed;

    public EncodedResource? Find(string name)
    {
        if (!CredentialName.TryParse(name, out var parsed))
        {
            return _others.Find(name);
        }

        lock (_gate)
        {
            if (_isDisposed)
            {
                return null;
            }

            if (!_isListening)
            {
                _isListening = true;
                _store.Changed += OnChanged;
            }

            return Find(new CredentialRequest(_requester.Proxy.Type, _decision.Identity, name, parsed));
        }
    }

    public void Dispose()
    {
        _store.Changed -= OnChanged;
        _others.Changed -= OnChanged;
        _others.Dispose();
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var (_, encoded) in _held.Values)
            {
                encoded.Clear();
            }
        }
    }

    private EncodedResource? Find(CredentialRequest request)
    {
        // Whether it may have it is asked anew each time: what was given before gives no right to it.
        var use = _decision.Refusal is null ? _store.UseOf(_requester.Proxy) : CredentialUse.None;
        if ((_decision.Refusal ?? CredentialPolicy.RefusalOf(request, use)) is { } refusal)
        {
            return Refuse(request, refusal);
        }

        var isAuthority = CredentialPolicy.IsAuthority(request, use);
        if (!isAuthority && request.Name.Scheme == CredentialScheme.Secret && _reviews is not null)
        {
            var (ns, account) = (_decision.Identity.Workload!.Value.Namespace, _decision.Identity.Workload!.Value.ServiceAccount);
            if (_reviews.MayRead(ns, account, OnChanged) is not { } mayRead)
            {
                return Held(request);
            }

            if (!mayRead)
            {
                return Refuse(request, "may not read secrets");
            }
        }

        var stored = isAuthority
            ? _store.AuthorityOf(request.Name with { Namespace = request.Namespace })
            : _store.CertificateOf(request.Namespace, request.Name.Name);
        return stored.Problem.Length > 0 ? Broken(request, stored) : Encode(request, stored);
    }

    private EncodedResource Encode(CredentialRequest request, StoredCredential stored)
    {
        if (_held.TryGetValue(request.Text, out var held))
        {
            if (held.Stored.Equals(stored))
            {
                return held.Encoded.Resource;
            }
        }

        var encoded = stored.Certificate is { } certificate
            ? EncodedSecret.Credential(request.Text, certificate)
            : EncodedSecret.Authority(request.Text, stored.Authority!);
        _held[request.Text] = (stored, encoded);
        _told.Remove(request.Text);
        return encoded.Resource;
    }

    // The last good one stays: a proxy would refuse a broken one anyway.
    private EncodedResource? Broken(CredentialRequest request, StoredCredential stored)
    {
        if (Tell(request, stored.Problem))
        {
            _metrics.CredentialUnusable();
            Log.CredentialUnusable(_log, _requester.Proxy.Id, request.Text, stored.Object.ToString(), stored.Problem);
        }

        return Held(request);
    }

    private EncodedResource? Refuse(CredentialRequest request, string reason)
    {
        _held.Remove(request.Text);
        if (Tell(request, reason))
        {
            _metrics.SecretRefused(reason);
            Log.CredentialRefused(_log, _requester.Proxy.Id, request.Text, reason);
        }

        return null;
    }

    private EncodedResource? Held(CredentialRequest request) => _held.TryGetValue(request.Text, out var held) ? held.Encoded.Resource : null;

    private bool Tell(CredentialRequest request, string reason)
    {
        var isNew = _told.GetValueOrDefault(request.Text) != reason;
        _told[request.Text] = reason;
        return isNew;
    }

    private void OnChanged() => Changed?.Invoke();
}
