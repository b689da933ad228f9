namespace MultiBatch.Emulators.Execution;

/// <summary>What the tasks of one job have in common. Tasks of the same template that start together are handed to the engine together.</summary>
internal sealed class TaskTemplate
{
    /// <summary>A name, for people who look into the engine's folder.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Variables of every task.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether standard error is kept apart. Default: no, both are kept in the order they are written.</summary>
    public bool SeparatesErrors { get; init; }

    /// <summary>The names of the variables that each run has beside those. Needed for containers alone.</summary>
    public IReadOnlyList<string> RunVariables { get; init; } = [];

    /// <summary>The container its tasks run in; null for processes of this host.</summary>
    public ContainerTerms? Container { get; init; }

    /// <summary>Variables whose values are secrets, by the file that holds each.</summary>
    public IReadOnlyDictionary<string, string> SecretFiles { get; init; } = new Dictionary<string, string>();
}
