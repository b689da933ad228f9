using MultiBatch.Jobs;
using MultiBatch.Submissions;

namespace MultiBatch.Held;

/// <summary>
/// Ids of held jobs: <c>held-</c> and the submission id. No service gives out such ids, so that a reference says by itself, without a look
/// into the catalogue, whose job it is.
/// </summary>
internal static class HeldId
{
    private const string Prefix = "held-";

    public static string Of(SubmissionId submissionId) => Of(submissionId.ToString());

    public static string Of(string submissionId) => Prefix + submissionId;

    public static bool Is(JobReference reference) => TryParse(reference, out _);

    public static bool TryParse(JobReference reference, out SubmissionId submissionId)
    {
        submissionId = default;
        return reference.Id.StartsWith(Prefix, StringComparison.Ordinal) && SubmissionId.TryParse(reference.Id.Substring(Prefix.Length), out submissionId);
    }
}
