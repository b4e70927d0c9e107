using Envoy.Config.Core.V3;
using Google.Protobuf.Collections;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Routes;

/// <summary>Header operations of a route or of one destination, in the order Envoy applies them (traffic specification 4.7).</summary>
internal sealed class HeaderEdits
{
    private HeaderEdits(Headers headers)
    {
        RequestAdd = Additions(headers.Request);
        RequestRemove = Removals(headers.Request);
        ResponseAdd = Additions(headers.Response);
        ResponseRemove = Removals(headers.Response);
        Authority = AuthorityOf(headers.Request?.Set) ?? AuthorityOf(headers.Request?.Add);
    }

    public IReadOnlyList<HeaderValueOption> RequestAdd { get; }

    public IReadOnlyList<string> RequestRemove { get; }

    public IReadOnlyList<HeaderValueOption> ResponseAdd { get; }

    public IReadOnlyList<string> ResponseRemove { get; }

    /// <summary>Set as a request header, it means the host; null where it is not set.</summary>
    public string? Authority { get; }

    public static HeaderEdits? Of(Headers? headers) => headers is null ? null : new HeaderEdits(headers);

    public void AddTo(
        RepeatedField<HeaderValueOption> requestAdd, RepeatedField<string> requestRemove,
        RepeatedField<HeaderValueOption> responseAdd, RepeatedField<string> responseRemove)
    {
        requestAdd.AddRange(RequestAdd);
        requestRemove.AddRange(RequestRemove);
        responseAdd.AddRange(ResponseAdd);
        responseRemove.AddRange(ResponseRemove);
    }

    private static List<HeaderValueOption> Additions(HeaderOperations? operations)
    {
        var result = new List<HeaderValueOption>();
        if (operations is not null)
        {
            Add(result, operations.Set, HeaderValueOption.Types.HeaderAppendAction.OverwriteIfExistsOrAdd);
            Add(result, operations.Add, HeaderValueOption.Types.HeaderAppendAction.AppendIfExistsOrAdd);
        }

        return result;
    }

    private static void Add(
        List<HeaderValueOption> result, IReadOnlyDictionary<string, string> headers, HeaderValueOption.Types.HeaderAppendAction action)
    {
        foreach (var (key, value) in headers.Where(static entry => IsEditable(entry.Key)).OrderBy(static entry => entry.Key, StringComparer.Ordinal))
        {
            result.Add(new HeaderValueOption { Header = new HeaderValue { Key = key, Value = value ?? "" }, AppendAction = action });
        }
    }

    private static List<string> Removals(HeaderOperations? operations) => operations is null ? [] : [.. operations.Remove.Where(IsEditable)];

    private static bool IsEditable(string key) =>
        key.Length > 0 && key[0] != ':' && !key.Equals("host", StringComparison.OrdinalIgnoreCase);

    private static string? AuthorityOf(IReadOnlyDictionary<string, string>? headers) =>
        headers?.FirstOrDefault(static entry =>
            entry.Key.Equals(":authority", StringComparison.OrdinalIgnoreCase) || entry.Key.Equals("host", StringComparison.OrdinalIgnoreCase)).Value
            is { Length: > 0 } value ? value : null;
}
