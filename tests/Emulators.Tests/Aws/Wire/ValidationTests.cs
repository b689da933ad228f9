using System.Text.Json.Nodes;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Aws.Wire;

public sealed class ValidationTests
{
    private const string Container = """{"image":"i","command":["true"],"resourceRequirements":[{"type":"VCPU","value":"1"},{"type":"MEMORY","value":"64"}]}""";

    public static TheoryData<string, string, string> Refused => new()
    {
        { "SubmitJob", """{"jobQueue":"q","jobDefinition":"jd"}""", "jobName must not be null" },
        { "SubmitJob", """{"jobName":"-j","jobQueue":"q","jobDefinition":"jd"}""", "pattern" },
        { "SubmitJob", """{"jobName":"j","jobQueue":"nope","jobDefinition":"jd"}""", "JobQueue nope not found" },
        { "SubmitJob", """{"jobName":"j","jobQueue":"q","jobDefinition":"nope"}""", "JobDefinition nope not found" },
        { "SubmitJob", """{"jobName":"j","jobQueue":"q","jobDefinition":"jd:9"}""", "JobDefinition jd:9 not found" },
        { "SubmitJob", """{"jobName":"j","jobQueue":"q","jobDefinition":"jd","timeout":{"attemptDurationSeconds":59}}""", "at least 60" },
        { "SubmitJob", """{"jobName":"j","jobQueue":"q","jobDefinition":"jd","retryStrategy":{"attempts":11}}""", "between 1 and 10" },
        { "SubmitJob", """{"jobName":"j","jobQueue":"q","jobDefinition":"jd","retryStrategy":{"evaluateOnExit":[{"onReason":"*","action":"EXIT"}]}}""", "RetryAttempts must be provided" },
        { "SubmitJob", """{"jobName":"j","jobQueue":"q","jobDefinition":"jd","retryStrategy":{"attempts":2,"evaluateOnExit":[{"onExitCode":"1-3","action":"EXIT"}]}}""", "onExitCode" },
        { "SubmitJob", """{"jobName":"j","jobQueue":"q","jobDefinition":"jd","containerOverrides":{"environment":[{"name":"AWS_BATCH_X","value":"1"}]}}""", "AWS_BATCH" },
        { "SubmitJob", """{"jobName":"j","jobQueue":"q","jobDefinition":"jd","containerOverrides":{"resourceRequirements":[{"type":"MEMORY","value":"3"}]}}""", "at least 4" },
        { "SubmitJob", """{"jobName":"j","jobQueue":"q","jobDefinition":"jd","dependsOn":[{"jobId":"nobody"}]}""", "does not exist" },
        { "SubmitJob", """{"jobName":"j","jobQueue":"q","jobDefinition":"jd","dependsOn":[{"type":"SEQUENTIAL"}]}""", "array job" },
        { "SubmitJob", """{"jobName":"j","jobQueue":"q","jobDefinition":"jd","tags":{"aws:x":"1"}}""", "aws:" },
        { "SubmitJob", """{"jobName":"j","jobQueue":"q","jobDefinition":"jd","nodeOverrides":{"numNodes":2}}""", "emulator runs jobs of containerProperties only" },
        { "SubmitJob", """{"jobName":"j","jobQueue":"q","jobDefinition":"jd","clientToken":"t"}""", "clientToken is not a member" },
        { "RegisterJobDefinition", """{"jobDefinitionName":"a b","type":"container","containerProperties":""" + Container + "}", "pattern" },
        { "RegisterJobDefinition", """{"jobDefinitionName":"d","type":"container"}""", "containerProperties" },
        { "RegisterJobDefinition", """{"jobDefinitionName":"d","type":"job","containerProperties":{}}""", "type must be one of: container, multinode" },
        { "RegisterJobDefinition", """{"jobDefinitionName":"d","type":"container","containerProperties":{"image":"i"}}""", "VCPU and MEMORY" },
        { "RegisterJobDefinition", """{"jobDefinitionName":"d","type":"container","platformCapabilities":["FARGATE"],"containerProperties":""" + Container + "}", "executionRoleArn" },
        { "CreateJobQueue", """{"jobQueueName":"x","priority":1}""", "computeEnvironmentOrder" },
        { "CreateJobQueue", """{"jobQueueName":"x","priority":1001,"computeEnvironmentOrder":[{"order":1,"computeEnvironment":"ce"}]}""", "between 0 and 1000" },
        { "CreateJobQueue", """{"jobQueueName":"x","priority":1,"computeEnvironmentOrder":[{"order":1,"computeEnvironment":"nope"}]}""", "does not exist" },
        { "CreateComputeEnvironment", """{"computeEnvironmentName":"x","type":"MANAGED"}""", "computeResources must be provided" },
        { "CreateComputeEnvironment", """{"computeEnvironmentName":"x","type":"MANAGED","computeResources":{"type":"FARGATE","maxvCpus":4,"subnets":["s"],"securityGroupIds":["g"],"minvCpus":0}}""", "minvCpus is not applicable" },
        { "CreateComputeEnvironment", """{"computeEnvironmentName":"x","type":"MANAGED","computeResources":{"type":"EC2","maxvCpus":4,"minvCpus":5,"subnets":["s"],"instanceTypes":["optimal"],"instanceRole":"r"}}""", "minvCpus must not exceed" },
        { "ListJobs", """{"jobQueue":"q","arrayJobId":"x"}""", "Exactly one of" },
        { "ListJobs", """{"jobQueue":"q","maxResults":1001}""", "between 1 and 1000" },
        { "ListJobs", """{"jobQueue":"q","nextToken":"nonsense"}""", "nextToken" },
        { "ListJobs", """{"jobQueue":"q","filters":[{"name":"COLOUR","values":["red"]}]}""", "COLOUR" },
        { "TerminateJob", """{"jobId":"x"}""", "reason must not be null" },
    };

    [Fact]
    public async Task Broken_rules_are_client_exceptions_that_name_the_rule()
    {
        await using var rig = await AwsRig.StartAsync();
        await rig.DefineAsync("true");
        foreach (var row in Refused)
        {
            var (operation, body, expected) = ((string)row[0], (string)row[1], (string)row[2]);
            Assert.Contains(expected, await rig.RefusedAsync(operation, body), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Limits_of_size_and_number_are_the_published_ones()
    {
        await using var rig = await AwsRig.StartAsync();
        await rig.DefineAsync("true");
        var ids = string.Join(',', Enumerable.Range(0, 101).Select(index => $"\"{index}\""));
        var dependencies = string.Join(',', Enumerable.Repeat("""{"jobId":"x"}""", 21));

        Assert.Contains("100", await rig.RefusedAsync("DescribeJobs", $$"""{"jobs":[{{ids}}]}"""), StringComparison.Ordinal);
        Assert.Contains("50", await rig.RefusedAsync("TerminateJobs", $$"""{"jobs":[{{ids}}],"reason":"r"}"""), StringComparison.Ordinal);
        Assert.Contains("20", await rig.RefusedAsync("SubmitJob", $$"""{"jobName":"j","jobQueue":"q","jobDefinition":"jd","dependsOn":[{{dependencies}}]}"""), StringComparison.Ordinal);
        Assert.Contains("30720", await rig.RefusedAsync("SubmitJob", $$$"""{"jobName":"j","jobQueue":"q","jobDefinition":"jd","parameters":{"p":"{{{new string('x', 31000)}}}"}}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"jobs":"a"}""", "jobs must be a list")]
    [InlineData("""{"jobs":[1]}""", "jobs[0] must be a string")]
    [InlineData("[]", "must be an object")]
    [InlineData("{", "not valid JSON")]
    public async Task Another_type_is_a_serialization_exception(string body, string expected)
    {
        await using var rig = await AwsRig.StartEmptyAsync();

        Assert.Contains(expected, await rig.RefusedAsync("DescribeJobs", body, "SerializationException"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.25", "512", true)]
    [InlineData("0.25", "1536", false)]
    [InlineData("0.5", "4096", true)]
    [InlineData("1", "1024", false)]
    [InlineData("4", "30720", true)]
    [InlineData("8", "18432", false)]
    [InlineData("8", "20480", true)]
    [InlineData("16", "122880", true)]
    [InlineData("3", "8192", false)]
    public async Task Fargate_takes_certain_pairs_of_vcpus_and_memory(string vCpus, string memory, bool isTaken)
    {
        await using var rig = await AwsRig.StartEmptyAsync();

        var reply = await rig.CallAsync("RegisterJobDefinition", $$$"""
            {"jobDefinitionName":"f","type":"container","platformCapabilities":["FARGATE"],"containerProperties":{"image":"i","executionRoleArn":"r",
             "resourceRequirements":[{"type":"VCPU","value":"{{{vCpus}}}"},{"type":"MEMORY","value":"{{{memory}}}"}]}}
            """);

        Assert.Equal(isTaken ? 200 : 400, reply.Status);
    }

    [Fact]
    public async Task An_operation_that_does_not_exist_is_unknown_and_so_are_bulk_stops_of_an_older_service()
    {
        await using var rig = await AwsRig.StartEmptyAsync(AwsRig.Options with { BulkStops = false });

        var unknown = await rig.CallAsync("MakeCoffee", "{}");
        var bulk = await rig.CallAsync("TerminateJobs", """{"jobs":["a"],"reason":"r"}""");

        Assert.Equal((404, "UnknownOperationException"), (unknown.Status, unknown.Error));
        Assert.Equal((404, "UnknownOperationException"), (bulk.Status, bulk.Error));
    }

    [Fact]
    public async Task A_token_is_good_for_its_own_request_only()
    {
        await using var rig = await AwsRig.StartAsync();
        await rig.DefineAsync("true", "a");
        await rig.DefineAsync("true", "a");
        var token = (string)(await rig.DoAsync("DescribeJobDefinitions", """{"jobDefinitionName":"a","maxResults":1}"""))["nextToken"]!;

        var second = await rig.DoAsync("DescribeJobDefinitions", $$"""{"jobDefinitionName":"a","maxResults":1,"nextToken":"{{token}}"}""");
        Assert.Equal(2, (int)((JsonArray)second["jobDefinitions"]!).Single()!["revision"]!);
        Assert.Null(second["nextToken"]);
        await rig.RefusedAsync("DescribeJobDefinitions", $$"""{"maxResults":1,"nextToken":"{{token}}"}""");
    }
}
