using System.Diagnostics;

namespace MeshControl.Testing.Clusters;

/// <summary>One run of the real helm.</summary>
/// <param name="ExitCode">0 where it did what it was told.</param>
/// <param name="Output">What it printed on standard output.</param>
/// <param name="Error">What it complained about.</param>
public sealed record HelmRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs it to its end; without <c>--kubeconfig</c> it reaches no cluster.</summary>
    public static HelmRun Of(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(HelmBinary.Path ?? throw new InvalidOperationException(HelmBinary.MissingReason), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // Nothing of the machine's own helm or cluster takes part.
        start.Environment["KUBECONFIG"] = "/dev/null";
        start.Environment["HELM_NAMESPACE"] = "istio-system";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
