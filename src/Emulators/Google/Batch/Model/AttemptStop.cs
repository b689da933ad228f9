namespace MultiBatch.Emulators.Google.Batch.Model;

/// <summary>Why an attempt is ended from outside.</summary>
/// <param name="ExitCode">The reserved code; null for the end of the whole job.</param>
internal sealed record AttemptStop(int? ExitCode)
{
    public static AttemptStop JobEnds { get; } = new((int?)null);
}
