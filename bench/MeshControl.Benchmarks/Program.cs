using BenchmarkDotNet.Running;
using MeshControl.Benchmarks;
using MeshControl.Benchmarks.Certificates;
using MeshControl.Benchmarks.Compile;
using MeshControl.Benchmarks.Engine;

// --compile, --engine and --signing print one table in seconds; anything else goes to BenchmarkDotNet (try --list flat, --filter '*').
switch (args)
{
    case ["--compile", .. var rest]:
        CompileReport.Run(Size.Parse(rest), Console.Out);
        return 0;
    case ["--engine", .. var rest]:
        EngineReport.Run(Size.Parse(rest), Console.Out);
        return 0;
    case ["--signing"]:
        await SigningReport.RunAsync(2000, 16, Console.Out);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Size).Assembly).Run(args);
        return 0;
}
