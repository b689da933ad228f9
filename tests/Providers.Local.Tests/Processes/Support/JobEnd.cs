using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Tests.Processes.Support;

/// <summary>What became of a job that was run to its end.</summary>
internal sealed class JobEnd
{
    public required ExitReport Report { get; init; }

    public required string Output { get; init; }

    public required string Error { get; init; }
}
