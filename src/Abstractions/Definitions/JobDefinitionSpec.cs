using MultiBatch.Jobs;

namespace MultiBatch.Definitions;

/// <summary>What to register as a job definition.</summary>
public sealed record JobDefinitionSpec
{
    /// <summary>The name: 1 to 128 letters, digits, hyphens and underscores.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The template. Its command may hold <c>Ref::name</c> placeholders, its <see cref="JobSpec.Parameters"/> are their defaults.
    /// Name, definition, dependencies and array belong to a submit and must be null here.
    /// </summary>
    public required JobSpec Job { get; init; }

    /// <summary>Labels of the definition itself.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
