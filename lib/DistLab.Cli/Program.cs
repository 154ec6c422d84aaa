using DistLab.Cli;

return await CommandLine.RunAsync(args, CliContext.OfProcess());
