namespace MultiBatch.Resilience;

/// <summary>Waits for tasks whose outcome no longer matters to anybody.</summary>
internal static class Settled
{
    /// <summary>Completes when every task has, and marks their errors as seen.</summary>
    public static async Task AllAsync(IEnumerable<Task> tasks)
    {
        foreach (var task in tasks)
        {
            await Task.WhenAny(task).ConfigureAwait(false);
            _ = task.Exception;
        }
    }
}
