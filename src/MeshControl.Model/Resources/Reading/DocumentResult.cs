using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources.Reading;

/// <summary>What one document of a file gave.</summary>
internal sealed record DocumentResult
{
    public required int LinesBefore { get; init; }

    /// <summary>The document's number in its file, from 0.</summary>
    public required int Document { get; init; }

    public IReadOnlyList<Resource> Resources { get; init; } = [];

    public IReadOnlyList<ResourceKey> Rejected { get; init; } = [];

    /// <summary>Objects that can be read, but break a rule.</summary>
    public IReadOnlyList<Resource> Refused { get; init; } = [];

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Kinds of objects that are not read, one entry for each object.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>There is an error that cannot be laid to one object.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>The same document at another place of its file.</summary>
    public DocumentResult MoveTo(int linesBefore, int document)
    {
        if (linesBefore == LinesBefore && document == Document)
        {
            return this;
        }

        return this with
        {
            LinesBefore = linesBefore,
            Document = document,
            Resources = [.. Resources.Select(r => r.At(Move(r.Meta.Origin)))],
            Refused = [.. Refused.Select(r => r.At(Move(r.Meta.Origin)))],
            Findings = [.. Findings.Select(f => f with { Origin = Move(f.Origin) })],
        };

        ResourceOrigin Move(ResourceOrigin origin) => origin with { Line = origin.Line - LinesBefore + linesBefore, Document = document };
    }
}
