namespace MultiBatch.Providers.Google.Mapping;

/// <summary>How a task is started, which decides what some exit codes mean.</summary>
internal enum TaskStart
{
    /// <summary>A script of the caller's, by the service.</summary>
    Script,

    /// <summary>A program in an image, by the service.</summary>
    Container,

    /// <summary>By a few lines of ours.</summary>
    Launcher,
}
