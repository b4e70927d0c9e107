namespace MeshControl.Model.Validation;

/// <summary>What kind of thing a finding tells; stable names, fit for filters and suppressions.</summary>
public enum FindingCode
{
    /// <summary>A document is not YAML or JSON.</summary>
    BrokenDocument,

    /// <summary>A document is not an object with apiVersion, kind and a name.</summary>
    NotAnObject,

    /// <summary>The kind is read, but not in this version.</summary>
    UnknownVersion,

    /// <summary>Objects of kinds that the mesh does not read.</summary>
    SkippedKinds,

    UnknownField,
    WrongType,
    DuplicateField,
    ConflictingFields,
    DuplicateObject,
    MissingField,
    InvalidValue,
    InvalidHost,
    InvalidPort,
    InvalidDuration,
    InvalidRegex,
    InvalidWeight,
    InvalidName,
    Deprecated,
    NoEffect,

    /// <summary>A certificate, key, key set or module that is named cannot be had or used.</summary>
    InvalidCredential,

    /// <summary>An annotation that has no effect on this object, or whose value is none.</summary>
    DoubtfulAnnotation,

    /// <summary>The object hangs on inner workings that the next version may change.</summary>
    Internal,

    /// <summary>A rule that no request reaches.</summary>
    UnreachableRule,

    /// <summary>A condition that an earlier one covers.</summary>
    IneffectiveMatch,
}
