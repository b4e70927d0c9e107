using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MeshControl.Incremental.Diagnostics;

namespace MeshControl.Incremental.Internal;

/// <summary>The values of a bucket's rows as one dependency: changes with the membership and with any member.</summary>
internal sealed class BucketItems<TKey, TValue>(Bucket<TKey, TValue> bucket) : Cell(bucket.Mask)
    where TKey : notnull
    where TValue : class
{
    private TValue[]? _values;

    public ImmutableArray<TValue> Values
    {
        get
        {
            var values = _values;
            if (values is null)
            {
                values = new TValue[bucket.Rows.Count];
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = bucket.Rows[i].Value!;
                }

                _values = values;
            }

            return ImmutableCollectionsMarshal.AsImmutableArray(values);
        }
    }

    public void Invalidate(long revision)
    {
        _values = null;
        ChangedAt = revision;
    }

    public override Trace Describe(TraceBuilder builder) => new(
        bucket.Source,
        bucket.Name,
        bucket.IsWholeTable ? TraceKind.TableItems : TraceKind.IndexItems,
        new Revision(ChangedAt),
        [.. bucket.Rows.Select(builder.Describe)]);
}
