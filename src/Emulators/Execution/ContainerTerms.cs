namespace MultiBatch.Emulators.Execution;

/// <summary>The container that the tasks of a template run in.</summary>
internal sealed record ContainerTerms
{
    public required string Image { get; init; }

    /// <summary>vCPUs it may use; null for no limit.</summary>
    public double? VCpus { get; init; }

    /// <summary>MiB it may use; null for no limit.</summary>
    public double? MemoryMiB { get; init; }

    /// <summary>The user inside; null for the image's.</summary>
    public string? User { get; init; }

    /// <summary>True for a first process of the runtime's own, which passes signals on and reaps what is left.</summary>
    public bool HasInit { get; init; }

    public bool HasReadOnlyRoot { get; init; }

    /// <summary>Folders of this host and where they appear.</summary>
    public IReadOnlyList<(string Source, string Target, bool IsReadOnly)> Mounts { get; init; } = [];
}
