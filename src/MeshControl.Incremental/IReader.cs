using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MeshControl.Incremental;

/// <summary>
/// The only way a derived value sees data: every read is of one revision, and inside a compute function every read is recorded as a dependency.
/// Arrays come in key order (<see cref="Comparer{T}.Default"/>, ordinal for strings).
/// </summary>
public interface IReader
{
    /// <summary>The row of <paramref name="key"/>, or null; the absence is a dependency too, so a later insert reaches the reader.</summary>
    TValue? Get<TKey, TValue>(Table<TKey, TValue> table, TKey key)
        where TKey : notnull
        where TValue : class;

    /// <summary>The derived value at this revision.</summary>
    /// <exception cref="DerivedFaultException">The computation failed and there is no earlier good value.</exception>
    /// <exception cref="CycleException">The value is being computed further up the same path.</exception>
    TValue Get<TKey, TValue>(Derived<TKey, TValue> derived, TKey key)
        where TKey : notnull;

    /// <summary>As <see cref="Get{TKey,TValue}(Derived{TKey,TValue},TKey)"/>, but false where the value is faulted without an earlier good one.</summary>
    bool TryGet<TKey, TValue>(Derived<TKey, TValue> derived, TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull;

    /// <summary>The keys of the rows in a bucket; depends on the membership only, so editing a member's value does not reach the reader.</summary>
    ImmutableArray<TKey> Keys<TBucket, TKey, TValue>(Index<TBucket, TKey, TValue> index, TBucket bucket)
        where TBucket : notnull
        where TKey : notnull
        where TValue : class;

    /// <summary>The values of the rows in a bucket, in key order; depends on membership and on every member's value.</summary>
    ImmutableArray<TValue> Items<TBucket, TKey, TValue>(Index<TBucket, TKey, TValue> index, TBucket bucket)
        where TBucket : notnull
        where TKey : notnull
        where TValue : class;

    /// <summary>Every key of a table; depends on the membership only.</summary>
    ImmutableArray<TKey> Keys<TKey, TValue>(Table<TKey, TValue> table)
        where TKey : notnull
        where TValue : class;

    /// <summary>Every value of a table, in key order; depends on every row.</summary>
    ImmutableArray<TValue> Items<TKey, TValue>(Table<TKey, TValue> table)
        where TKey : notnull
        where TValue : class;
}
