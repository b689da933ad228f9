using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Aws.Official;

/// <summary>The vendor's command line drives the emulator.</summary>
public sealed class AwsCommandTests
{
    [SkippableFact]
    public async Task The_official_command_lives_a_whole_life()
    {
        var aws = Programs.Find("aws");
        Skip.If(aws is null, "the aws command is not installed");
        await using var emulator = await AwsEmulator.StartAsync(new AwsEmulatorOptions { TimeScale = 0.02 });

        Assert.Equal("123456789012", (string?)(await AwsAsync("sts", "get-caller-identity"))["Account"]);
        await AwsAsync(
            "batch", "create-compute-environment", "--compute-environment-name", "ce", "--type", "MANAGED", "--compute-resources",
            """{"type":"EC2","maxvCpus":8,"subnets":["s"],"instanceTypes":["optimal"],"instanceRole":"r"}""");
        await UntilAsync(async () => (string?)(await AwsAsync("batch", "describe-compute-environments"))["computeEnvironments"]![0]!["status"] == "VALID");
        await AwsAsync("batch", "create-job-queue", "--job-queue-name", "q", "--priority", "1", "--compute-environment-order", "order=1,computeEnvironment=ce", "--tags", "team=a");
        await UntilAsync(async () => (string?)(await AwsAsync("batch", "describe-job-queues", "--job-queues", "q"))["jobQueues"]![0]!["status"] == "VALID");
        await AwsAsync(
            "batch", "register-job-definition", "--job-definition-name", "jd", "--type", "container", "--container-properties",
            """{"image":"busybox","command":["sh","-c","echo Ref::word $AWS_BATCH_JOB_ARRAY_INDEX"],"resourceRequirements":[{"type":"VCPU","value":"1"},{"type":"MEMORY","value":"64"}]}""");

        var first = await SubmitAsync("one", "--parameters", "word=hello");
        var array = await SubmitAsync("many", "--parameters", "word=child", "--array-properties", "size=3", "--depends-on", "jobId=" + first);
        var endless = await SubmitAsync("endless", "--container-overrides", """{"command":["sleep","600"]}""");
        var job = await EndAsync(first);
        Assert.Equal("SUCCEEDED", (string?)job["status"]);
        Assert.Equal(3, (int?)(await EndAsync(array))["arrayProperties"]!["statusSummary"]!["SUCCEEDED"]);
        var events = await AwsAsync("logs", "get-log-events", "--log-group-name", "/aws/batch/job", "--log-stream-name", (string)job["container"]!["logStreamName"]!, "--start-from-head");
        Assert.Equal("hello", ((string?)events["events"]![0]!["message"])?.Trim());
        await AwsAsync("batch", "terminate-job", "--job-id", endless, "--reason", "enough");
        Assert.Equal("enough", (string?)(await EndAsync(endless))["statusReason"]);
        await UntilAsync(async () => ((JsonArray)(await AwsAsync("batch", "list-jobs", "--job-queue", "q", "--filters", "name=JOB_NAME,values=one"))["jobSummaryList"]!).Count == 1);

        var wrong = await Programs.RunAsync(aws, ["batch", "submit-job", "--job-name", "j", "--job-queue", "none", "--job-definition", "jd"], Programs.RepositoryRoot, Programs.VariablesFor(emulator));
        Assert.NotEqual(0, wrong.ExitCode);
        Assert.Contains("(ClientException) when calling the SubmitJob operation: JobQueue none not found", wrong.Error, StringComparison.Ordinal);

        async Task<JsonObject> AwsAsync(params string[] arguments)
        {
            var run = await Programs.RunAsync(aws, [.. arguments, "--output", "json"], Programs.RepositoryRoot, Programs.VariablesFor(emulator));
            Assert.True(run.ExitCode == 0, $"aws {string.Join(' ', arguments)}: {run.Error}");
            return run.Output.Trim().Length == 0 ? [] : (JsonObject)JsonNode.Parse(run.Output)!;
        }

        async Task<string> SubmitAsync(string name, params string[] more) =>
            (string)(await AwsAsync(["batch", "submit-job", "--job-name", name, "--job-queue", "q", "--job-definition", "jd", .. more]))["jobId"]!;

        async Task<JsonObject> EndAsync(string id)
        {
            JsonObject job = [];
            await UntilAsync(async () =>
            {
                job = (JsonObject)(await AwsAsync("batch", "describe-jobs", "--jobs", id))["jobs"]![0]!;
                return (string?)job["status"] is "SUCCEEDED" or "FAILED";
            });
            return job;
        }

        static Task UntilAsync(Func<Task<bool>> condition) => Eventually.TrueAsync(condition, () => "what the aws command was to see");
    }
}
