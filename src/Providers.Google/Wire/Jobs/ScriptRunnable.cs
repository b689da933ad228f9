namespace MultiBatch.Providers.Google.Wire.Jobs;

/// <summary>One of the two is set.</summary>
internal sealed record ScriptRunnable
{
    public string? Path { get; init; }

    public string? Text { get; init; }
}
