using MultiBatch.Providers.Aws.Auth;

namespace MultiBatch.Providers.Aws.Wire.Calls;

/// <summary>The operations of AWS Batch: a POST each, to a path that is the name in lower case, but for tags.</summary>
internal static class BatchOperations
{
    private const string Json = "application/json";
    private const string Tags = "/v1/tags/" + AwsOperation.PathPlaceholder;

    public static AwsOperation CreateComputeEnvironment { get; } = Change("CreateComputeEnvironment");

    public static AwsOperation UpdateComputeEnvironment { get; } = Change("UpdateComputeEnvironment");

    public static AwsOperation DeleteComputeEnvironment { get; } = Change("DeleteComputeEnvironment");

    public static AwsOperation DescribeComputeEnvironments { get; } = Read("DescribeComputeEnvironments");

    public static AwsOperation CreateJobQueue { get; } = Change("CreateJobQueue");

    public static AwsOperation UpdateJobQueue { get; } = Change("UpdateJobQueue");

    public static AwsOperation DeleteJobQueue { get; } = Change("DeleteJobQueue");

    public static AwsOperation DescribeJobQueues { get; } = Read("DescribeJobQueues");

    public static AwsOperation GetJobQueueSnapshot { get; } = Read("GetJobQueueSnapshot");

    public static AwsOperation RegisterJobDefinition { get; } = Change("RegisterJobDefinition");

    public static AwsOperation DeregisterJobDefinition { get; } = Change("DeregisterJobDefinition");

    public static AwsOperation DescribeJobDefinitions { get; } = Read("DescribeJobDefinitions");

    public static AwsOperation SubmitJob { get; } = Change("SubmitJob");

    public static AwsOperation DescribeJobs { get; } = Read("DescribeJobs");

    public static AwsOperation ListJobs { get; } = Read("ListJobs");

    public static AwsOperation CancelJob { get; } = Change("CancelJob");

    public static AwsOperation TerminateJob { get; } = Change("TerminateJob");

    public static AwsOperation CancelJobs { get; } = Change("CancelJobs");

    public static AwsOperation TerminateJobs { get; } = Change("TerminateJobs");

    public static AwsOperation CreateSchedulingPolicy { get; } = Change("CreateSchedulingPolicy");

    public static AwsOperation DescribeSchedulingPolicies { get; } = Read("DescribeSchedulingPolicies");

    public static AwsOperation ListSchedulingPolicies { get; } = Read("ListSchedulingPolicies");

    public static AwsOperation TagResource { get; } = new()
    {
        Service = AwsService.Batch, Name = "TagResource", Path = Tags, ContentType = Json, IsChange = true,
    };

    public static AwsOperation UntagResource { get; } = new()
    {
        Service = AwsService.Batch, Name = "UntagResource", Path = Tags, Method = HttpMethod.Delete, IsChange = true,
    };

    public static AwsOperation ListTagsForResource { get; } = new()
    {
        Service = AwsService.Batch, Name = "ListTagsForResource", Path = Tags, Method = HttpMethod.Get, IsChange = false,
    };

    private static AwsOperation Read(string name) => Create(name, isChange: false);

    private static AwsOperation Change(string name) => Create(name, isChange: true);

    private static AwsOperation Create(string name, bool isChange) => new()
    {
        Service = AwsService.Batch, Name = name, Path = "/v1/" + name.ToLowerInvariant(), ContentType = Json, IsChange = isChange,
    };
}
