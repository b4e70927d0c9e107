using System.Text.Json;

namespace MeshControl.Kubernetes.Client.Reading;

/// <summary>Takes the tokens of a body one after another, each exactly once.</summary>
internal interface ITokenConsumer
{
    void Accept(ref Utf8JsonReader reader);
}
