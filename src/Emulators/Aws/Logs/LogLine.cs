namespace MultiBatch.Emulators.Aws.Logs;

/// <summary>An event of a log stream.</summary>
internal readonly record struct LogLine(long Timestamp, string Message);
