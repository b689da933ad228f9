namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>The words for states.</summary>
internal static class JobStatuses
{
    private static readonly string[] Words = ["SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED", "FAILED"];

    public static int Count => Words.Length;

    public static string Text(this JobStatus status) => Words[(int)status];

    public static JobStatus Parse(string word) => (JobStatus)Array.IndexOf(Words, word);

    public static bool HasEnded(this JobStatus status) => status >= JobStatus.Succeeded;
}
