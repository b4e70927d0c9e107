using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace MeshControl.Kubernetes.Connection;

/// <summary>Asks a plugin for a credential and keeps it until it expires or is refused; several callers wait for one run.</summary>
internal sealed class ExecCredential(ExecPlugin plugin, X509Certificate2? certificate, TimeProvider time) : ICredentialSource, IDisposable
{
    // A request on its way must not outlive its token.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Credential? _credential;
    private DateTimeOffset _expires;

    public Credential Current => _credential ?? new Credential(null, certificate);

    public async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_credential is { } known && time.GetUtcNow() < _expires)
                return known;
            var (credential, expires) = Read(await RunAsync(cancellationToken));
            _expires = expires is { } at ? at - Margin : DateTimeOffset.MaxValue;
            return _credential = credential;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Invalidate(Credential refused)
    {
        // Who was refused with an older one must not throw away what another caller has just fetched.
        if (ReferenceEquals(_credential, refused))
            _credential = null;
    }

    public void Dispose() => _one.Dispose();

    private async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(plugin.Command, plugin.Arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["KUBERNETES_EXEC_INFO"] = plugin.Info;
        foreach (var (name, value) in plugin.Environment)
            start.Environment[name] = value;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new KubeconfigException($"the exec plugin '{plugin.Command}' cannot be started: {failure.Message}. {plugin.InstallHint}", failure);
        }

        using (process)
        {
            try
            {
                process.StandardInput.Close();
                var errors = process.StandardError.ReadToEndAsync(cancellationToken);
                var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
                await process.WaitForExitAsync(cancellationToken);
                return process.ExitCode == 0
                    ? output
                    : throw new KubeconfigException($"the exec plugin '{plugin.Command}' failed with {process.ExitCode}: {(await errors).Trim()}");
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
    }

    private (Credential Credential, DateTimeOffset? Expires) Read(string output)
    {
        try
        {
            using var document = JsonDocument.Parse(output);
            var root = document.RootElement;
            if (Text(root, "kind") is not "ExecCredential" || Text(root, "apiVersion") != plugin.ApiVersion || !root.TryGetProperty("status", out var status))
                throw new KubeconfigException($"the exec plugin '{plugin.Command}' did not print an ExecCredential of {plugin.ApiVersion} with a status");
            var own = Text(status, "clientCertificateData") is { } pem ? X509Certificate2.CreateFromPem(pem, Text(status, "clientKeyData") ?? "") : certificate;
            var token = Text(status, "token");
            if (token is null && own is null)
                throw new KubeconfigException($"the exec plugin '{plugin.Command}' gave neither a token nor a certificate");
            return (
                (token is null ? Credential.None : Credential.Bearer(token)) with { Certificate = own },
                status.TryGetProperty("expirationTimestamp", out var at) && at.ValueKind == JsonValueKind.String ? at.GetDateTimeOffset() : null);
        }
        catch (Exception failure) when (failure is JsonException or CryptographicException or ArgumentException or FormatException)
        {
            // The output holds the secret, so the message does not quote it.
            throw new KubeconfigException($"the exec plugin '{plugin.Command}' printed something that cannot be read ({failure.GetType().Name})");
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
