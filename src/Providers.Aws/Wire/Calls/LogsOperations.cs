using MultiBatch.Providers.Aws.Auth;

namespace MultiBatch.Providers.Aws.Wire.Calls;

/// <summary>The operations of CloudWatch Logs: all to one path, told apart by a header.</summary>
internal static class LogsOperations
{
    public static AwsOperation GetLogEvents { get; } = Read("GetLogEvents");

    public static AwsOperation FilterLogEvents { get; } = Read("FilterLogEvents");

    public static AwsOperation DescribeLogStreams { get; } = Read("DescribeLogStreams");

    private static AwsOperation Read(string name) => new()
    {
        Service = AwsService.Logs,
        Name = name,
        Path = "/",
        ContentType = "application/x-amz-json-1.1",
        Headers = [new KeyValuePair<string, string>("x-amz-target", "Logs_20140328." + name)],
        IsChange = false,
    };
}
