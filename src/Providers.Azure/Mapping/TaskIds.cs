using System.Globalization;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>
/// Ids of tasks. A job is the task <c>&lt;submission&gt;</c>, the child of an array <c>&lt;submission&gt;-&lt;index&gt;</c>, a task that only waits for
/// others <c>&lt;submission&gt;-b&lt;number&gt;</c>. Any other id is a job of its own, which somebody else made.
/// </summary>
internal static class TaskIds
{
    /// <summary>Ids are compared without case by the service.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    public static string Child(string id, int index) => id + "-" + index.ToString(CultureInfo.InvariantCulture);

    public static string Barrier(string id, int number) => id + "-b" + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The job a task belongs to, and its place in it.</summary>
    public static (string Id, int? Index, bool IsBarrier) Split(string taskId)
    {
        if (taskId.Length > SubmissionId.Length + 1 && taskId[SubmissionId.Length] == '-' && SubmissionId.TryParse(taskId.Substring(0, SubmissionId.Length).ToLowerInvariant(), out var id))
        {
            var rest = taskId.Substring(SubmissionId.Length + 1);
            if (int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                return (id.ToString(), index, false);
            }

            if (rest[0] is 'b' or 'B' && int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                return (id.ToString(), null, true);
            }
        }

        return (taskId, null, false);
    }
}
