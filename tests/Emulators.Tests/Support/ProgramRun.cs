namespace MultiBatch.Emulators.Tests.Support;

/// <summary>How a program ended, and what it wrote.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error);
