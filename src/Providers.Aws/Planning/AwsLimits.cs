using MultiBatch.Capabilities;
using MultiBatch.Providers.Aws.Mapping;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>The service's limits, and those that follow from how jobs are put to it.</summary>
internal static class AwsLimits
{
    /// <summary>Children of one native array; more is split.</summary>
    public const int LargestNativeArray = 10_000;
    public const int SmallestNativeArray = 2;

    /// <summary>Jobs that are waiting to be scheduled, in an account.</summary>
    public const int LargestArray = 1_000_000;

    /// <summary>Plain jobs that one submission may become, where a native array cannot carry what differs between the children.</summary>
    public const int MostPlainParts = 1000;

    public const int MostDependencies = 20;
    public const int LargestSubmit = 30 * 1024;
    public const int LargestDefinition = 24 * 1024;

    /// <summary>
    /// The overrides of a container, in characters of JSON. It is the limit of ECS: SubmitJob takes more, and the job then fails.
    /// </summary>
    public const int LongestOverrides = 8192;

    /// <summary>What the service adds to the overrides by itself: its AWS_BATCH_ variables.</summary>
    public const int OverridesReserve = 640;

    public const int MostTags = 50;
    public const int LeastMebibytes = 4;
    public const int MostEnvironments = 3;
    public const int SmallestEphemeral = 21;
    public const int LargestEphemeral = 200;
    public const string ReservedVariables = "AWS_BATCH";

    public static TimeSpan ShortestTimeout { get; } = TimeSpan.FromSeconds(60);

    public static TimeSpan ShortestMaxWait { get; } = TimeSpan.FromSeconds(600);

    public static TimeSpan LongestMaxWait { get; } = TimeSpan.FromSeconds(86_400);

    public static BatchLimits Declared { get; } = new()
    {
        JobNamePattern = new Limit<string>("^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$", AwsSources.SubmitJob),
        ResourceNamePattern = new Limit<string>("^[A-Za-z0-9_-]{1,128}$", AwsSources.Queues),
        MinArraySize = new Limit<int>(1, AwsSources.Ours),
        MaxArraySize = new Limit<int>(LargestArray, AwsSources.Limits),
        MaxDependencies = new Limit<int>(MostDependencies, AwsSources.Limits),
        MaxAttempts = new Limit<int>(RetryMapper.MostAttempts, AwsSources.RetryStrategy),
        MinPriority = new Limit<int>(0, AwsSources.SubmitJob),
        MaxPriority = new Limit<int>(9999, AwsSources.SubmitJob),
        MaxLabels = new Limit<int>(MostTags - AwsTags.MostOfOurs, AwsSources.Limits),
        LabelNamePattern = new Limit<string>(@"^(?!aws:)(?!multibatch:)[\p{L}\p{Nd}\p{Zs}_.:/=+@-]{1,128}$", AwsSources.Tags),
        LabelValuePattern = new Limit<string>(@"^[\p{L}\p{Nd}\p{Zs}_.:/=+@-]{0,256}$", AwsSources.Tags),
        // Both have to fit into a definition of 24 KiB, beside all else.
        MaxEnvironmentBytes = new Limit<int>(20_000, AwsSources.Limits),
        MaxScriptBytes = new Limit<int>(20_000, AwsSources.Limits),
    };
}
