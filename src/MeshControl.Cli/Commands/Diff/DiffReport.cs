using MeshControl.Generation.Comparison;
using MeshControl.Model.Validation;

namespace MeshControl.Cli.Commands.Diff;

/// <summary>What is printed.</summary>
/// <param name="Comparison">Objects and proxies.</param>
/// <param name="Introduced">Errors and warnings of the new folder only.</param>
/// <param name="Resolved">Errors and warnings of the old folder only.</param>
internal sealed record DiffReport(MeshComparison Comparison, IReadOnlyList<Finding> Introduced, IReadOnlyList<Finding> Resolved);
