using MultiBatch.Capabilities;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>The service's limits, and those that follow from how jobs are put to it.</summary>
internal static class AzureLimits
{
    /// <summary>Tasks of one request.</summary>
    public const int TasksPerRequest = 100;

    /// <summary>Bytes of one request of tasks: below the megabyte the service takes.</summary>
    public const int BytesPerRequest = 900_000;

    /// <summary>Items of a page.</summary>
    public const int PageSize = 1000;

    /// <summary>Characters of all the ids that one task waits for; the service takes 64,000.</summary>
    public const int DependencyCharacters = 60_000;

    /// <summary>Children that one task that only waits waits for.</summary>
    public const int ChildrenPerBarrier = 1500;

    public const int LargestArray = 100_000;

    public const string ReservedVariables = "AZ_BATCH_";

    /// <summary>A queue's name with the number of its generation is the id of an Azure job, which has at most 64 characters.</summary>
    public const string ResourceNames = "^(?!.*-[gG][0-9]+$)[A-Za-z0-9_-]{1,56}$";

    public static TimeSpan LongestTask { get; } = TimeSpan.FromDays(180);

    public static BatchLimits Declared { get; } = new()
    {
        JobNamePattern = new Limit<string>(@"^[^\p{Cc}]{1,256}$", AzureSources.Ours),
        ResourceNamePattern = new Limit<string>(ResourceNames, AzureSources.Jobs),
        MinArraySize = new Limit<int>(1, AzureSources.Ours),
        MaxArraySize = new Limit<int>(LargestArray, AzureSources.Ours),
        MaxTimeout = new Limit<TimeSpan>(LongestTask, AzureSources.Quotas),
        MinPriority = new Limit<int>(0, AzureSources.Ours),
        MaxPriority = new Limit<int>(999, AzureSources.Ours),
        // All of them travel in a task's display name.
        MaxLabels = new Limit<int>(16, AzureSources.Ours),
        LabelNamePattern = new Limit<string>(@"^[^\p{Cc}]{1,64}$", AzureSources.Ours),
        LabelValuePattern = new Limit<string>(@"^[^\p{Cc}]{0,128}$", AzureSources.Ours),
        MaxEnvironmentBytes = new Limit<int>(100_000, AzureSources.Ours),
        MaxScriptBytes = new Limit<int>(100_000, AzureSources.Ours),
    };
}
