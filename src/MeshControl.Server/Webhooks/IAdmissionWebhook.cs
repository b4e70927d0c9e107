namespace MeshControl.Server.Webhooks;

/// <summary>One admission webhook: a pure answer to a request; the HTTP side is shared by all of them.</summary>
public interface IAdmissionWebhook
{
    /// <summary>Requests whose path starts with this are its own: <c>/inject</c>, <c>/validate</c>.</summary>
    string Path { get; }

    AdmissionAnswer Review(AdmissionRequest request);
}
