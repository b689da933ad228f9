namespace MultiBatch.Providers.Local.Processes;

/// <summary>Why an attempt could not be started. The job's own program has not run.</summary>
internal sealed class StartError
{
    public StartError(string message, bool isTransient = false)
    {
        Message = message;
        IsTransient = isTransient;
    }

    /// <summary>For people: names the program or the folder, and the way out. Holds no values of the environment.</summary>
    public string Message { get; }

    /// <summary>Whether the machine was short of something (processes, memory, file handles) and a later start may work.</summary>
    public bool IsTransient { get; }
}
