namespace MultiBatch.Emulators.Google.Logs;

/// <summary>An entry of a log.</summary>
/// <param name="Time">When it was written.</param>
/// <param name="Ordinal">The place among all entries.</param>
/// <param name="Text">The line.</param>
internal readonly record struct LogRecord(DateTimeOffset Time, long Ordinal, string Text);
