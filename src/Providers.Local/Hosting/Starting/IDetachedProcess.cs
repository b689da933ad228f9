namespace MultiBatch.Providers.Local.Hosting.Starting;

/// <summary>A process that goes on without the one that started it.</summary>
internal interface IDetachedProcess
{
    int Id { get; }

    /// <summary>Completes with the exit code; 128 and the signal when a signal ended it.</summary>
    Task<int> Exited { get; }
}
