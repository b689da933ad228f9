namespace MultiBatch.Emulators.Google.Wire;

/// <summary>A field of a message.</summary>
internal sealed class MessageField
{
    /// <summary>The name in the definition, as <c>task_count</c>.</summary>
    public required string SnakeName { get; init; }

    /// <summary>The name in JSON, as <c>taskCount</c>.</summary>
    public required string Name { get; init; }

    public required FieldKind Kind { get; init; }

    public bool IsList { get; init; }

    /// <summary>Whether it is a map from texts to values of the kind.</summary>
    public bool IsMap { get; init; }

    public EnumType? Words { get; init; }

    /// <summary>The name of the message it holds, for <see cref="FieldKind.Message"/>.</summary>
    public string? Message { get; init; }

    /// <summary>The group of which only one may be set; null for none.</summary>
    public string? OneOf { get; init; }

    /// <summary>Whether only the service sets it: what a client sends there is taken no notice of.</summary>
    public bool IsOutput { get; init; }

    /// <summary>Whether only v1alpha has it.</summary>
    public bool IsAlpha { get; init; }
}
