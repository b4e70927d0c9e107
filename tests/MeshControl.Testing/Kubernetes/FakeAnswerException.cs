namespace MeshControl.Testing.Kubernetes;

/// <summary>Ends a request of the fake API server with an error.</summary>
internal sealed class FakeAnswerException(FakeAnswer answer) : Exception(answer.Message)
{
    public FakeAnswer Answer { get; } = answer;
}
