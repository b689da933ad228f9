using MultiBatch.Logs;

namespace MultiBatch.Emulators.Execution;

/// <summary>A part of a task's output.</summary>
/// <param name="Lines">The lines; the last one may be a part of one.</param>
/// <param name="Token">Where to go on.</param>
/// <param name="IsComplete">True when nothing will come any more.</param>
internal sealed record TaskOutput(IReadOnlyList<LogEntry> Lines, string? Token, bool IsComplete);
