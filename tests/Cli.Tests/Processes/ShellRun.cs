namespace MultiBatch.Cli.Tests.Processes;

/// <summary>How a command ended.</summary>
public sealed record ShellRun(int ExitCode, string Out, string Error);
