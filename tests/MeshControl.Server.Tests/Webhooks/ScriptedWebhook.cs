using MeshControl.Server.Webhooks;

namespace MeshControl.Server.Tests.Webhooks;

/// <summary>A webhook that does what a test says and remembers what it was asked.</summary>
internal sealed class ScriptedWebhook(string path, Func<AdmissionRequest, AdmissionAnswer> review) : IAdmissionWebhook
{
    public string Path => path;

    public AdmissionRequest? Asked { get; private set; }

    public AdmissionAnswer Review(AdmissionRequest request)
    {
        Asked = request;
        return review(request);
    }
}
