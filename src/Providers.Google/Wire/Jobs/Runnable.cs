namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record Runnable
{
    public Container? Container { get; init; }

    public ScriptRunnable? Script { get; init; }

    public Barrier? Barrier { get; init; }

    public string? DisplayName { get; init; }

    public bool? IgnoreExitStatus { get; init; }

    public bool? Background { get; init; }

    public bool? AlwaysRun { get; init; }

    public TaskVariables? Environment { get; init; }

    public TimeSpan? Timeout { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
