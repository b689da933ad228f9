using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>A native task while it is being put together from the fields of a spec.</summary>
internal sealed class JobDraft
{
    public required NativeSection Native { get; init; }

    public required bool IsWindows { get; init; }

    /// <summary>The image; null for a process of the node.</summary>
    public string? Image { get; set; }

    public List<string> RunOptions { get; } = [];

    public int RequiredSlots { get; set; } = 1;

    public int RetryCount { get; set; }

    public string? MaxWallClockTime { get; set; }

    /// <summary>What a shell has to do before the task; null for nothing.</summary>
    public string? Setup { get; set; }

    /// <summary>The Azure job that the jobs waited for are in; null when there are none.</summary>
    public string? Generation { get; set; }

    /// <summary>The tasks that every child waits for.</summary>
    public List<string> WaitsFor { get; } = [];

    /// <summary>The jobs whose children are waited for one by one, by the child's own index.</summary>
    public List<string> WaitsByIndex { get; } = [];

    /// <summary>What each task that only waits waits for.</summary>
    public List<IReadOnlyList<string>> Barriers { get; } = [];

    public List<NameValuePair> Variables { get; } = [];
}
