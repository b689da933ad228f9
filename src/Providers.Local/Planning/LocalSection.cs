using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Planning;

/// <summary>
/// The section <c>local</c> of a job's native settings: <c>{"start":"recorded"}</c> (the default) or <c>{"start":"fast"}</c>.
/// </summary>
internal sealed class LocalSection
{
    private const string StartKey = "start";
    private const string Recorded = "recorded";
    private const string Fast = "fast";

    private LocalSection(StartMode mode, string? problem)
    {
        Mode = mode;
        Problem = problem;
    }

    /// <summary>How attempts are started.</summary>
    public StartMode Mode { get; }

    /// <summary>What is wrong with the section; null when nothing is.</summary>
    public string? Problem { get; }

    public static LocalSection Read(JobSpec spec)
    {
        if (spec.Native is null || !spec.Native.TryGetValue(LocalProviderName.Value, out var section))
        {
            return new LocalSection(StartMode.Recorded, null);
        }

        if (section.ValueKind != JsonValueKind.Object)
        {
            return Wrong("it must be an object");
        }

        var mode = StartMode.Recorded;
        foreach (var property in section.EnumerateObject())
        {
            if (property.Name != StartKey)
            {
                return Wrong($"it has no key '{property.Name}'; the only key is '{StartKey}'");
            }

            switch (property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : null)
            {
                case Recorded:
                    mode = StartMode.Recorded;
                    break;
                case Fast:
                    mode = StartMode.Direct;
                    break;
                default:
                    return Wrong($"'{StartKey}' is '{Recorded}' or '{Fast}', not {property.Value.GetRawText()}");
            }
        }

        return new LocalSection(mode, null);
    }

    private static LocalSection Wrong(string problem) => new(StartMode.Recorded, problem);
}
