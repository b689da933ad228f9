namespace MultiBatch.Planning;

/// <summary>A plan, and which kind of error its rejections are.</summary>
internal sealed class PlannedJob(JobPlan plan, bool isInvalid)
{
    public JobPlan Plan { get; } = plan;

    /// <summary>The error of submitting this plan; null when it is accepted.</summary>
    public BatchException? Rejection()
    {
        if (Plan.IsAccepted)
        {
            return null;
        }

        var rejected = Plan.Dispositions.Where(disposition => disposition.Kind == DispositionKind.Rejected).ToList();
        var unread = rejected.Count == 0 ? Plan.Dispositions.FirstOrDefault(disposition => disposition.Kind == DispositionKind.Unverified) : null;
        var reasons = string.Join("; ", rejected.Select(Describe));
        return new BatchException(
            isInvalid ? BatchErrorCode.InvalidSpec : BatchErrorCode.Unsupported,
            unread is null
                ? $"The job cannot be submitted to {Plan.Provider}: {reasons}."
                : $"The job cannot be submitted to {Plan.Provider} before it has been planned connected: {unread}.")
        {
            Resource = rejected.Count > 0 ? rejected[0].Pointer : unread?.Pointer,
            Provider = Plan.Provider,
        };
    }

    private static string Describe(FieldDisposition disposition)
    {
        var text = $"{disposition.Pointer}: {disposition.Detail}";
        text += disposition.Alternative is null ? string.Empty : $" ({disposition.Alternative})";
        return disposition.Source is null ? text : $"{text} [{disposition.Source}]";
    }
}
