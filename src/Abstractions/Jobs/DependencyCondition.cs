namespace MultiBatch.Jobs;

/// <summary>
/// The end of a predecessor that lets a dependent start. When the predecessor ends otherwise, the dependent is cancelled with
/// <see cref="JobCause.DependencyFailed"/> and never runs.
/// </summary>
public enum DependencyCondition
{
    /// <summary>The predecessor succeeded.</summary>
    Success = 0,

    /// <summary>The predecessor failed or was cancelled.</summary>
    Failure = 1,

    /// <summary>The predecessor ended, however.</summary>
    AnyEnd = 2,
}
