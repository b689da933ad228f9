using MultiBatch.Providers.Azure.Wire.Tasks;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>What a submit sends.</summary>
internal sealed record JobTranslation
{
    public required JobShape Shape { get; init; }

    /// <summary>The Azure job the tasks have to go to, as those they wait for are there; null for the one that is open.</summary>
    public string? Generation { get; init; }

    /// <summary>The tasks, made one by one: an array is never in memory as a whole.</summary>
    public required Func<IEnumerable<TaskAddRequest>> Tasks { get; init; }
}
