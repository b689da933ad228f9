using MultiBatch.Jobs;
using MultiBatch.Planning;

namespace MultiBatch.Cli.Output;

/// <summary>Which colour means what.</summary>
internal static class CellColors
{
    public static CellColor Of(JobState state) => state switch
    {
        JobState.Succeeded => CellColor.Good,
        JobState.Failed => CellColor.Bad,
        JobState.Running or JobState.Starting => CellColor.Busy,
        JobState.Cancelled or JobState.Blocked => CellColor.Waiting,
        _ => CellColor.None,
    };

    public static CellColor Of(DispositionKind kind) => kind switch
    {
        DispositionKind.Honored => CellColor.Good,
        DispositionKind.Rejected => CellColor.Bad,
        DispositionKind.Defaulted => CellColor.Dim,
        _ => CellColor.Waiting,
    };

    public static string Paint(this CellColor color, string text) => color switch
    {
        CellColor.Good => $"\u001b[32m{text}\u001b[0m",
        CellColor.Bad => $"\u001b[31m{text}\u001b[0m",
        CellColor.Busy => $"\u001b[36m{text}\u001b[0m",
        CellColor.Waiting => $"\u001b[33m{text}\u001b[0m",
        CellColor.Dim => $"\u001b[2m{text}\u001b[0m",
        _ => text,
    };
}
