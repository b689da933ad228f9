using MultiBatch.Capabilities;
using MultiBatch.Providers.Google.Mapping;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>The service's limits, and those that follow from how jobs are put to it.</summary>
internal static class GoogleLimits
{
    /// <summary>Tasks of a job.</summary>
    public const int LargestArray = 100_000;

    /// <summary>Tasks of a job that run at the same time.</summary>
    public const int LargestParallelism = 5000;

    /// <summary>A job as JSON, less what the service adds to it. It allows 1 MB.</summary>
    public const int LargestJob = 1_000_000;

    public const int MostAlphaDependencies = 4;

    /// <summary>Labels of a job that are the caller's.</summary>
    public const int MostLabels = 63;

    public const int SmallestBootDisk = 10;
    public const int LocalSsdSize = 375;

    public static TimeSpan LongestRun { get; } = TimeSpan.FromDays(14);

    public static BatchLimits Of(GoogleBatchOptions options) => new()
    {
        JobNamePattern = new Limit<string>(@"^[^\u0000-\u001F\u007F]{1,128}$", GoogleSources.Ours),
        // The name of a queue is a label of its jobs.
        ResourceNamePattern = new Limit<string>("^[a-z0-9_-]{1,63}$", GoogleSources.Labels),
        MinArraySize = new Limit<int>(1, GoogleSources.Job),
        MaxArraySize = new Limit<int>(LargestArray, GoogleSources.Quotas),
        MaxDependencies = options.UseAlphaDependencies ? new Limit<int>(MostAlphaDependencies, GoogleSources.Dependencies) : null,
        MaxAttempts = new Limit<int>(RetryMapper.MostAttempts, GoogleSources.Retries),
        MaxTimeout = new Limit<TimeSpan>(LongestRun, GoogleSources.Quotas),
        MinPriority = new Limit<int>(0, GoogleSources.Job),
        MaxPriority = new Limit<int>(Priorities.Highest, GoogleSources.Job),
        MaxLabels = new Limit<int>(MostLabels - GoogleLabels.MostOfOurs, GoogleSources.Labels),
        LabelNamePattern = new Limit<string>(@"^(?!goog-)(?!google-)(?!multibatch-)(?!batch-)[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$", GoogleSources.Labels),
        LabelValuePattern = new Limit<string>(@"^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$", GoogleSources.Labels),
        MaxEnvironmentBytes = new Limit<int>(100_000, GoogleSources.Ours),
        // In an image a script is an argument, and Linux takes 128 KiB of one.
        MaxScriptBytes = new Limit<int>(120_000, GoogleSources.Ours),
    };
}
