using System.Globalization;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>
/// Full names of the service's resources. In replies the project may be a number where its id was asked for, so names are compared by their last part.
/// </summary>
internal static class ResourceNames
{
    /// <summary>The one group a job has.</summary>
    public const string TaskGroup = "group0";

    public static string Parent(string project, string region) => $"projects/{project}/locations/{region}";

    public static string Job(string project, string region, string id) => $"{Parent(project, region)}/jobs/{id}";

    public static string Tasks(string job) => $"{job}/taskGroups/{TaskGroup}";

    public static string Task(string job, int index) => $"{Tasks(job)}/tasks/{index.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The last part of a name.</summary>
    public static string Last(string? name) => name is null ? string.Empty : name.Substring(name.LastIndexOf('/') + 1);

    /// <summary>The part behind a collection, as the location behind <c>locations</c>; null when there is none.</summary>
    public static string? Part(string? name, string collection)
    {
        var parts = (name ?? string.Empty).Split('/');
        var at = System.Array.IndexOf(parts, collection);
        return at >= 0 && at + 1 < parts.Length ? parts[at + 1] : null;
    }

    /// <summary>The index of a task, from its name; null when it has none.</summary>
    public static int? IndexOf(string? name) =>
        int.TryParse(Last(name), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
