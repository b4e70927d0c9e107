using System.Collections.Immutable;
using MeshControl.Generation.Simulation.Http;

namespace MeshControl.Generation.Simulation;

/// <summary>What routes change on an answer's way back.</summary>
public sealed class ResponseEdit
{
    private readonly ImmutableArray<HeaderLevel> _levels;
    private readonly HttpRequest? _request;

    internal ResponseEdit(ImmutableArray<HeaderLevel> levels, HttpRequest? request)
    {
        _levels = levels;
        _request = request;
    }

    public static ResponseEdit None { get; } = new([], null);

    public bool IsEmpty => _levels.All(level => level.Remove.Count == 0 && level.Add.Count == 0);

    /// <summary>The headers of an answer as the client gets them.</summary>
    public ImmutableArray<HttpHeader> Apply(ImmutableArray<HttpHeader> headers)
    {
        foreach (var level in _levels)
        {
            headers = HeaderEditing.Apply(headers, level, _ => _request);
        }

        return headers;
    }
}
