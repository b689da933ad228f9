using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Aws.Official;

/// <summary>The vendor's command line drives the emulator.</summary>
public sealed class AwsCommandTests
{
    // The distribution's own, where there is one: the oldest that people use.
    private static string? Command => File.Exists("/usr/bin/aws") ? "/usr/bin/aws" : Programs.Find("aws");

    [SkippableFact]
    public async Task The_official_command_lives_a_whole_life()
    {
        var aws = Command;
        Skip.If(aws is null, "the aws command is not installed");
        await using var emulator = await AwsEmulator.StartAsync(new AwsEmulatorOptions { TimeScale = 0.02 });

        // Identity, environment, queue, definition.
        Assert.Equal("123456789012", (string?)(await AwsAsync("sts", "get-caller-identity"))["Account"]);
        await AwsAsync(
            "batch", "create-compute-environment", "--compute-environment-name", "ce", "--type", "MANAGED", "--compute-resources",
            """{"type":"EC2","minvCpus":0,"maxvCpus":8,"subnets":["s"],"securityGroupIds":["sg"],"instanceTypes":["optimal"],"instanceRole":"r"}""");
        await UntilAsync(async () => (string?)(await AwsAsync("batch", "describe-compute-environments", "--compute-environments", "ce"))["computeEnvironments"]![0]!["status"] == "VALID");
        var queue = (string)(await AwsAsync(
            "batch", "create-job-queue", "--job-queue-name", "q", "--priority", "1", "--compute-environment-order", "order=1,computeEnvironment=ce", "--tags", "team=a"))["jobQueueArn"]!;
        await UntilAsync(async () => (string?)(await AwsAsync("batch", "describe-job-queues", "--job-queues", "q"))["jobQueues"]![0]!["status"] == "VALID");
        await AwsAsync(
            "batch", "register-job-definition", "--job-definition-name", "jd", "--type", "container", "--container-properties",
            """{"image":"busybox","command":["sh","-c","echo Ref::word $AWS_BATCH_JOB_ARRAY_INDEX"],"resourceRequirements":[{"type":"VCPU","value":"1"},{"type":"MEMORY","value":"64"}]}""");

        // A job and an array that waits for it; one that fails twice and one that waits for that; one that is too slow, and one that is stopped.
        var ids = await Task.WhenAll(
            SubmitAsync("one", "--parameters", "word=hello"),
            SubmitAsync("failing", "--retry-strategy", "attempts=2", "--container-overrides", """{"command":["sh","-c","exit 3"]}"""),
            SubmitAsync("slow", "--timeout", "attemptDurationSeconds=60", "--container-overrides", """{"command":["sleep","600"]}"""),
            SubmitAsync("endless", "--container-overrides", """{"command":["sleep","600"]}"""));
        var (one, failing, slow, endless) = (ids[0], ids[1], ids[2], ids[3]);
        ids = await Task.WhenAll(
            SubmitAsync("many", "--parameters", "word=child", "--array-properties", "size=3", "--depends-on", "jobId=" + one),
            SubmitAsync("waiting", "--depends-on", "jobId=" + failing),
            StopAsync(endless));
        var (many, waiting) = (ids[0], ids[1]);
        var jobs = await EndAsync(one, failing, slow, endless, many, waiting);
        Assert.Equal("SUCCEEDED", (string?)jobs[one]["status"]);
        Assert.Equal(("SUCCEEDED", 3), ((string?)jobs[many]["status"], (int?)jobs[many]["arrayProperties"]!["statusSummary"]!["SUCCEEDED"]));
        Assert.Equal(("FAILED", 2, 3), ((string?)jobs[failing]["status"], ((JsonArray)jobs[failing]["attempts"]!).Count, (int?)jobs[failing]["container"]!["exitCode"]));
        Assert.Equal(("FAILED", "Dependent Job failed"), ((string?)jobs[waiting]["status"], (string?)jobs[waiting]["statusReason"]));
        Assert.Equal("Job attempt duration exceeded timeout", (string?)jobs[slow]["statusReason"]);
        Assert.Equal("enough", (string?)jobs[endless]["statusReason"]);

        // Logs, tags, pages.
        var events = await AwsAsync("logs", "get-log-events", "--log-group-name", "/aws/batch/job", "--log-stream-name", (string)jobs[one]["container"]!["logStreamName"]!, "--start-from-head");
        Assert.Equal("hello", ((string?)events["events"]![0]!["message"])?.Trim());
        await AwsAsync("batch", "tag-resource", "--resource-arn", queue, "--tags", "owner=b");
        var tags = (await AwsAsync("batch", "list-tags-for-resource", "--resource-arn", queue))["tags"]!;
        Assert.Equal(("a", "b"), ((string?)tags["team"], (string?)tags["owner"]));
        emulator.Counters.Reset();
        var listed = (JsonArray)(await AwsAsync("batch", "list-jobs", "--job-queue", "q", "--filters", "name=AFTER_CREATED_AT,values=0", "--page-size", "2"))["jobSummaryList"]!;
        Assert.Equal((6, 3), (listed.Count, emulator.Counters["ListJobs"]));

        var wrong = await RunAsync("batch", "submit-job", "--job-name", "j", "--job-queue", "none", "--job-definition", "jd");
        Assert.NotEqual(0, wrong.ExitCode);
        Assert.Contains("(ClientException) when calling the SubmitJob operation: JobQueue none not found", wrong.Error, StringComparison.Ordinal);

        // The address is given as an option: older commands know no variable for it, and would call the service itself.
        Task<ProgramRun> RunAsync(params string[] arguments) => Programs.RunAsync(
            aws, [.. arguments, "--output", "json", "--endpoint-url", emulator.Endpoint.ToString()], Programs.RepositoryRoot, Programs.VariablesFor(emulator));

        async Task<JsonObject> AwsAsync(params string[] arguments)
        {
            var run = await RunAsync(arguments);
            Assert.True(run.ExitCode == 0, $"aws {string.Join(' ', arguments)}: {run.Error}");
            return run.Output.Trim().Length == 0 ? [] : (JsonObject)JsonNode.Parse(run.Output)!;
        }

        async Task<string> SubmitAsync(string name, params string[] more) =>
            (string)(await AwsAsync(["batch", "submit-job", "--job-name", name, "--job-queue", "q", "--job-definition", "jd", .. more]))["jobId"]!;

        async Task<string> StopAsync(string id)
        {
            await AwsAsync("batch", "terminate-job", "--job-id", id, "--reason", "enough");
            return id;
        }

        async Task<Dictionary<string, JsonObject>> EndAsync(params string[] wanted)
        {
            List<JsonObject> seen = [];
            await UntilAsync(async () =>
            {
                seen = ((JsonArray)(await AwsAsync(["batch", "describe-jobs", "--jobs", .. wanted]))["jobs"]!).Cast<JsonObject>().ToList();
                return seen.All(job => (string?)job["status"] is "SUCCEEDED" or "FAILED");
            });
            return seen.ToDictionary(job => (string)job["jobId"]!);
        }

        static Task UntilAsync(Func<Task<bool>> condition) => Eventually.TrueAsync(condition, () => "what the aws command was to see");
    }
}
