using Envoy.Config.Core.V3;
using Envoy.Config.GrpcCredential.V3;
using Google.Protobuf.WellKnownTypes;
using GoogleGrpc = Envoy.Config.Core.V3.GrpcService.Types.GoogleGrpc;

namespace MeshControl.Generation.Bootstrap;

/// <summary>
/// ADS over TLS with a token from a file (security specification 2.8). Only Envoy's second gRPC client reads tokens from files; the first one would
/// need the token's text in the bootstrap, where it cannot be renewed.
/// </summary>
internal static class AuthenticatedDiscovery
{
    private const string Plugin = "envoy.grpc_credentials.file_based_metadata";
    private const int MaxMessageBytes = 64 * 1024 * 1024;

    /// <summary>Host and port as a target.</summary>
    public static string Target(string host, int port) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}";

    public static GrpcService Build(string target, BootstrapCredentials credentials) => new()
    {
        GoogleGrpc = new GoogleGrpc
        {
            TargetUri = target,
            StatPrefix = "ads",
            CredentialsFactoryName = Plugin,
            ChannelCredentials = new GoogleGrpc.Types.ChannelCredentials
            {
                SslCredentials = new GoogleGrpc.Types.SslCredentials { RootCerts = File(credentials.RootCertificates) },
            },
            CallCredentials =
            {
                new GoogleGrpc.Types.CallCredentials
                {
                    FromPlugin = new GoogleGrpc.Types.CallCredentials.Types.MetadataCredentialsFromPlugin
                    {
                        Name = Plugin,
                        TypedConfig = Any.Pack(new FileBasedMetadataConfig { SecretData = File(credentials.Token), HeaderPrefix = "Bearer " }),
                    },
                },
            },
            ChannelArgs = new GoogleGrpc.Types.ChannelArgs
            {
                Args =
                {
                    ["grpc.http2.max_pings_without_data"] = Number(0),
                    ["grpc.keepalive_time_ms"] = Number(30_000),
                    ["grpc.keepalive_timeout_ms"] = Number(10_000),
                    ["grpc.max_receive_message_length"] = Number(MaxMessageBytes),
                },
            },
        },
    };

    private static DataSource File(string name) => new() { Filename = name };

    private static GoogleGrpc.Types.ChannelArgs.Types.Value Number(long value) => new() { IntValue = value };
}
