using System.Globalization;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Attempts;

/// <summary>The ids of attempts, which name their folders: <c>job-task-launch</c>. A launch number is used once.</summary>
internal static class AttemptIds
{
    public static string Of(JobEntry job, int index, int launch) =>
        string.Concat(
            job.Key.ToString(), "-", index.ToString(CultureInfo.InvariantCulture), "-", launch.ToString(CultureInfo.InvariantCulture));

    /// <summary>The id of the task's latest planned launch.</summary>
    public static string OfLatest(JobEntry job, int index) => Of(job, index, job.Tasks[index].Launches);

    /// <summary>Takes an id apart.</summary>
    public static bool TryParse(string id, out JobKey job, out int index, out int launch)
    {
        job = default;
        index = 0;
        launch = 0;
        var parts = id.Split('-');
        return parts.Length == 3
            && JobKey.TryParse(parts[0], out job)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out index)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out launch);
    }
}
