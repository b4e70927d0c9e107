using System.Threading.Channels;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Output;
using MeshControl.Model.Credentials;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Security.Diagnostics;
using MeshControl.Security.Identity;
using MeshControl.Server.Secrets;
using MeshControl.Server.Secrets.Credentials;
using MeshControl.Testing.Time;
using MeshControl.Xds.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshControl.Server.Tests.Credentials;

/// <summary>What a gateway's stream gets as objects and leave change.</summary>
public sealed class CredentialSessionTests
{
    private const string Name = "kubernetes://shop-cert";
    private readonly FakeCredentials _store = new();
    private readonly FakeReaders _readers = new();
    private readonly FakeClock _clock = new();

    [Fact]
    public void A_broken_secret_leaves_the_last_good_one_and_a_mended_one_replaces_it()
    {
        using var session = Open();
        _store.Put("edge", "shop-cert", 1);
        var first = session.Find(Name);
        _store.Break("edge", "shop-cert");
        Assert.Same(first, session.Find(Name));
        _store.Put("edge", "shop-cert", 2);
        Assert.NotEqual(first, session.Find(Name));
        Assert.Equal("chain 2", Certificate(session).CertificateChain.InlineBytes.ToStringUtf8());
    }

    [Fact]
    public void What_is_no_longer_named_is_no_longer_given()
    {
        using var session = Open();
        _store.Put("edge", "shop-cert", 1);
        Assert.NotNull(session.Find(Name));
        _store.Use = CredentialUse.None;
        Assert.Null(session.Find(Name));
    }

    [Fact]
    public void A_stream_without_an_identity_gets_nothing_however_its_node_calls_itself()
    {
        _store.Put("edge", "shop-cert", 1);
        using var session = Open(decision: SecretDecision.Refuse("plaintext"));
        Assert.Null(session.Find(Name));
    }

    [Fact]
    public void Names_of_other_sources_go_on_to_them()
    {
        using var session = Open();
        Assert.Null(session.Find("default"));
        Assert.Null(session.Find("kubernetes://a/b/c"));
    }

    [Fact]
    public async Task A_cluster_is_asked_once_whether_the_account_may_read_secrets_and_its_leave_is_remembered()
    {
        using var session = Open(reviewed: true);
        _store.Put("edge", "shop-cert", 1);
        var changed = new SemaphoreSlim(0);
        session.Changed += () => changed.Release();

        Assert.Null(session.Find(Name));
        await _readers.AnswerAsync(true);
        await changed.WaitAsync();
        Assert.NotNull(session.Find(Name));
        Assert.NotNull(session.Find(Name));
        Assert.Equal(["edge/ingress"], _readers.Asked);
    }

    [Fact]
    public async Task Refused_leave_gives_nothing_and_is_asked_for_again_after_a_minute()
    {
        using var session = Open(reviewed: true);
        _store.Put("edge", "shop-cert", 1);
        var changed = new SemaphoreSlim(0);
        session.Changed += () => changed.Release();
        session.Find(Name);
        await _readers.AnswerAsync(false);
        await changed.WaitAsync();
        Assert.Null(session.Find(Name));

        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(session.Find(Name));
        await _readers.AnswerAsync(true);
        await changed.WaitAsync();
        Assert.NotNull(session.Find(Name));
    }

    [Fact]
    public async Task Failing_to_ask_is_no_leave()
    {
        using var session = Open(reviewed: true);
        _store.Put("edge", "shop-cert", 1);
        var changed = new SemaphoreSlim(0);
        session.Changed += () => changed.Release();
        session.Find(Name);
        await _readers.FailAsync();
        await changed.WaitAsync();
        Assert.Null(session.Find(Name));
    }

    private static TlsCertificate Certificate(CredentialSession session) =>
        Any.Parser.ParseFrom(session.Find(Name)!.Any.Span).Unpack<Secret>().TlsCertificate;

    private CredentialSession Open(bool reviewed = false, SecretDecision? decision = null)
    {
        Assert.True(SpiffeId.TryParse("spiffe://cluster.local/ns/edge/sa/ingress", out var id, out _));
        var proxy = new ProxyIdentity
        {
            Type = ProxyType.Router, Id = "ingress-1.edge", Addresses = ["10.0.0.1"], DnsDomain = "edge.svc.cluster.local", Metadata = new ProxyMetadata { Namespace = "edge" },
        };
        var reviews = reviewed ? new SecretReadReviews(_readers, _clock, NullLogger<SecretReadReviews>.Instance) : null;
        return new CredentialSession(
            NoSecrets.Instance, new SecretRequester(proxy, id.ToString(), true, false), decision ?? new SecretDecision(id, null), _store, reviews,
            new SecurityMetrics(_clock), NullLogger.Instance);
    }

    private sealed class FakeCredentials : ICredentialStore
    {
        private readonly Dictionary<(string, string), StoredCredential> _stored = [];

        public event Action? Changed
        {
            add { }
            remove { }
        }

        public CredentialUse Use { get; set; } = new([Name], []);

        public void Put(string ns, string name, int version) => _stored[(ns, name)] = new StoredCredential(Key(ns, name), (UInt128)version)
        {
            Certificate = new CertificateContent(System.Text.Encoding.UTF8.GetBytes($"chain {version}"), "key"u8.ToArray(), default),
        };

        public void Break(string ns, string name) => _stored[(ns, name)] = new StoredCredential(Key(ns, name), 99) { Problem = "the key is not PEM" };

        public CredentialUse UseOf(ProxyIdentity proxy) => Use;

        public StoredCredential CertificateOf(string ns, string name) => _stored[(ns, name)];

        public StoredCredential AuthorityOf(CredentialName name) => throw new InvalidOperationException();

        private static ResourceKey Key(string ns, string name) => new(KindCatalog.Secret.Id, ns, name);
    }

    private sealed class FakeReaders : ISecretReaders
    {
        private readonly Channel<TaskCompletionSource<bool>> _calls = Channel.CreateUnbounded<TaskCompletionSource<bool>>();

        public List<string> Asked { get; } = [];

        public async Task AnswerAsync(bool mayRead) => (await _calls.Reader.ReadAsync()).SetResult(mayRead);

        public async Task FailAsync() => (await _calls.Reader.ReadAsync()).SetException(new HttpRequestException("no cluster"));

        public async ValueTask<bool> MayReadAsync(string ns, string account, CancellationToken cancellationToken)
        {
            Asked.Add($"{ns}/{account}");
            var call = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            await _calls.Writer.WriteAsync(call, CancellationToken.None);
            return await call.Task;
        }
    }
}
