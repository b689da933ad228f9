using MultiBatch.Jobs;
using MultiBatch.Logs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>Which part of a log to read; see <see cref="LogRequest"/>.</summary>
internal sealed record ReadLogRequest
{
    public required JobReference Job { get; init; }

    public LogStreamKind Stream { get; init; }

    public string? Token { get; init; }

    public int? TailLines { get; init; }

    public required int MaxBytes { get; init; }
}
