using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MeshControl.Server.Secrets.Cluster.Signing;

/// <summary>certificates.k8s.io/v1 CertificateSigningRequest, as far as it is written and read here.</summary>
internal static class CertificateSigningRequestJson
{
    /// <summary>The object to create.</summary>
    public static byte[] Create(string name, string signer, ReadOnlySpan<byte> request, TimeSpan lifetime) => Utf8(new JsonObject
    {
        ["apiVersion"] = "certificates.k8s.io/v1",
        ["kind"] = "CertificateSigningRequest",
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "meshcontrol" } },
        ["spec"] = new JsonObject
        {
            ["request"] = Convert.ToBase64String(PemEncoding.WriteUtf8("CERTIFICATE REQUEST"u8, request)),
            ["signerName"] = signer,
            ["expirationSeconds"] = (int)lifetime.TotalSeconds,
            ["usages"] = new JsonArray("digital signature", "key encipherment", "server auth", "client auth"),
        },
    });

    /// <summary>A patch that approves it.</summary>
    public static byte[] Approval() => Utf8(new JsonObject
    {
        ["status"] = new JsonObject
        {
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Approved", ["status"] = "True", ["reason"] = "WorkloadIdentityVerified",
                ["message"] = "the control plane of the mesh has verified whose certificate this will be",
            }),
        },
    });

    /// <summary>What has become of it: the certificate (PEM), or why there will be none; both empty while it waits.</summary>
    public static (string Certificate, string Refusal) Outcome(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("status", out var status))
        {
            return ("", "");
        }

        if (status.TryGetProperty("certificate", out var certificate) && certificate.GetString() is { Length: > 0 } encoded)
        {
            return (Encoding.UTF8.GetString(Convert.FromBase64String(encoded)), "");
        }

        if (status.TryGetProperty("conditions", out var conditions))
        {
            foreach (var condition in conditions.EnumerateArray())
            {
                var type = condition.GetProperty("type").GetString();
                if (type is "Denied" or "Failed")
                {
                    return ("", condition.TryGetProperty("message", out var message) ? $"{type}: {message.GetString()}" : type);
                }
            }
        }

        return ("", "");
    }

    private static byte[] Utf8(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json);
}
