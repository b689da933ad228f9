using System.Collections;

namespace MultiBatch.Providers.Local.Hosting.Starting;

/// <summary>The environment of an engine: that of the process that starts it, without what makes that process part of a job.</summary>
internal static class DetachedEnvironment
{
    private static readonly string[] Kept = ["MULTIBATCH_HOME", "MULTIBATCH_LOCAL_LAUNCH"];

    /// <summary>
    /// The variables to pass on. A job may use the command that starts an engine: with the mark of its attempt the engine would be killed as
    /// one of the job's processes.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, string>> FromThisProcess() =>
        Filter(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => new KeyValuePair<string, string>((string)entry.Key, (string?)entry.Value ?? string.Empty)));

    public static IReadOnlyList<KeyValuePair<string, string>> Filter(IEnumerable<KeyValuePair<string, string>> variables) =>
        variables
            .Where(variable => !variable.Key.StartsWith(RuntimeVariables.Prefix, StringComparison.Ordinal) || Kept.Contains(variable.Key, StringComparer.Ordinal))
            .ToList();
}
