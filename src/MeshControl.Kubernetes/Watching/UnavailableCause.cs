namespace MeshControl.Kubernetes.Watching;

/// <summary>Why a kind cannot be followed now.</summary>
public enum UnavailableCause
{
    /// <summary>The API server does not know the kind: its CRD is missing. It counts as empty until it appears.</summary>
    NotServed,

    /// <summary>401 or 403: our credential or its role does not do. What was known stays.</summary>
    Refused,

    /// <summary>No answer, or a broken one, more than once. What was known stays.</summary>
    Unreachable,
}
