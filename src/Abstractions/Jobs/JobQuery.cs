namespace MultiBatch.Jobs;

/// <summary>Which jobs to list. Every condition that is set must be met; nothing set means every job.</summary>
public sealed record JobQuery
{
    /// <summary>The queue. Default: every queue of the connection.</summary>
    public string? Queue { get; init; }

    /// <summary>States, any of which matches. Default: every state.</summary>
    public IReadOnlyCollection<JobState>? States { get; init; }

    /// <summary>The name, compared without case; a <c>*</c> at the end matches any rest. Default: every name.</summary>
    public string? Name { get; init; }

    /// <summary>Labels the job must have, with these values. Default: none.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Submitted at this moment or later. Default: no bound.</summary>
    public DateTimeOffset? SubmittedAfter { get; init; }

    /// <summary>Submitted before this moment. Default: no bound.</summary>
    public DateTimeOffset? SubmittedBefore { get; init; }

    /// <summary>List the children of this array, by index, in place of the jobs. Default: jobs, without children, newest first.</summary>
    public JobReference? ChildrenOf { get; init; }

    /// <summary>The size of a page a caller would like. Default: the provider's largest.</summary>
    public int? PageSize { get; init; }

    /// <summary>Whether <paramref name="job"/> meets every condition but <see cref="ChildrenOf"/>.</summary>
    public bool Matches(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);

        return (Queue is null || string.Equals(Queue, job.Queue, StringComparison.Ordinal))
            && (States is null || States.Count == 0 || States.Contains(job.State))
            && (Name is null || MatchesName(job.Name))
            && (SubmittedAfter is null || job.SubmittedAt >= SubmittedAfter)
            && (SubmittedBefore is null || job.SubmittedAt < SubmittedBefore)
            && (Labels is null || Labels.All(label => job.Labels.TryGetValue(label.Key, out var value) && value == label.Value));
    }

    private bool MatchesName(string? name) =>
        name is not null && (Name!.EndsWith('*')
            ? name.StartsWith(Name.Substring(0, Name.Length - 1), StringComparison.OrdinalIgnoreCase)
            : string.Equals(name, Name, StringComparison.OrdinalIgnoreCase));
}
