namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>A command line, with what travels beside it.</summary>
internal sealed record CommandText
{
    public required string Line { get; init; }

    /// <summary>The value of <see cref="CommandLines.Variable"/>; null when the line says all.</summary>
    public string? Value { get; init; }
}
