namespace MeshControl.Model.Resources.Mesh;

/// <summary>Parts of the client certificate that are forwarded (istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.SetCurrentClientCertDetails).</summary>
public sealed record SetCurrentClientCertDetails
{
    public bool? Subject { get; init; }

    public bool? Cert { get; init; }

    public bool? Chain { get; init; }

    public bool? Dns { get; init; }

    public bool? Uri { get; init; }
}
