using MeshControl.Cli.Commands;

return await CommandLine.RunAsync(args, CommandConsole.Process(), CancellationToken.None);
