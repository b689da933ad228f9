using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure.Wire;

public sealed class ValidationTests
{
    private const string Image = "\"virtualMachineConfiguration\":{\"imageReference\":{\"publisher\":\"canonical\",\"offer\":\"ubuntu-24_04-lts\",\"sku\":\"server\"},\"nodeAgentSKUId\":\"batch.node.ubuntu 24.04\"}}";

    [Theory]
    [InlineData("/pools", """{"id":"a b","vmSize":"s",""" + Image, "InvalidPropertyValue", "PropertyName", "id")]
    [InlineData("/pools", """{"vmSize":"s",""" + Image, "MissingRequiredProperty", "PropertyName", "id")]
    [InlineData("/pools", """{"id":"p","vmSize":"standard_d2s_v5","taskSlotsPerNode":9,""" + Image, "InvalidPropertyValue", "PropertyName", "taskSlotsPerNode")]
    [InlineData("/pools", """{"id":"p","vmSize":"s","enableAutoScale":true,"autoScaleFormula":"$TargetDedicatedNodes=1;","targetDedicatedNodes":1,""" + Image, "InvalidPropertyValue", "PropertyName", "enableAutoScale")]
    [InlineData("/pools", """{"id":"p","vmSize":"s","enableAutoScale":true,"autoScaleFormula":"$TargetDedicatedNodes=",""" + Image, "AutoScalingFormulaSyntaxError", null, null)]
    [InlineData("/pools", """{"id":"p","vmSize":"s","enableAutoScale":true,"autoScaleFormula":"$TargetDedicatedNodes=1;","autoScaleEvaluationInterval":"PT1M",""" + Image, "InvalidPropertyValue", "PropertyName", "autoScaleEvaluationInterval")]
    [InlineData("/pools", """{"id":"p","vmSize":"s","resizeTimeout":"soon",""" + Image, "InvalidPropertyValue", "PropertyValue", "soon")]
    [InlineData("/pools", """{"id":"p","vmSize":"s","targetNodeCommunicationMode":"simplified",""" + Image, "InvalidRequestBody", null, null)]
    [InlineData("/pools", """{"id":"p","vmSize":"s","virtualMachineConfiguration":{"imageReference":{"publisher":"nobody","offer":"o","sku":"s"},"nodeAgentSKUId":"n"}}""", "InvalidPropertyValue", "PropertyName", "imageReference")]
    [InlineData("/jobs", """{"id":"j","poolInfo":{"poolId":"pool"},"priority":1001}""", "OutOfRangePriority", null, null)]
    [InlineData("/jobs", """{"id":"j"}""", "MissingRequiredProperty", "PropertyName", "poolInfo")]
    [InlineData("/jobs", """{"id":"j","poolInfo":{"poolId":"pool"},"jobReleaseTask":{"commandLine":"x"}}""", "InvalidPropertyValue", "PropertyName", "jobReleaseTask")]
    [InlineData("/jobs/job/tasks", """{"id":"t"}""", "MissingRequiredProperty", "PropertyName", "commandLine")]
    [InlineData("/jobs/job/tasks", """{"id":"t","commandLine":"x","requiredSlots":"2"}""", "InvalidRequestBody", null, null)]
    [InlineData("/jobs/job/tasks", """{"id":"t","commandLine":"x","exitConditions":{"default":{"jobAction":"terminate"}}}""", "InvalidPropertyValue", "PropertyName", "jobAction")]
    [InlineData("/jobs/job/tasks", """{"id":"t","commandLine":"x","multiInstanceSettings":{"coordinationCommandLine":"y"}}""", "InvalidPropertyValue", "PropertyName", "multiInstanceSettings")]
    [InlineData("/jobs/job/addtaskcollection", """{"value":[]}""", "InvalidPropertyValue", "PropertyName", "value")]
    public async Task What_is_outside_the_limits_is_refused(string path, string body, string code, string? key, string? value)
    {
        await using var rig = await AzureRig.StartAsync(pool: "{}");

        var reply = await rig.RefusedAsync(400, code, "POST", path, body);

        if (key is not null)
        {
            Assert.Equal(value, reply.Value(key));
        }
    }

    [Fact]
    public async Task A_request_names_a_version_that_is_known()
    {
        await using var rig = await AzureRig.StartEmptyAsync();
        rig.Version = "2015-01-01.1.0";
        await rig.RefusedAsync(400, "UnsupportedRequestVersion", "GET", "/jobs");
        using var client = new HttpClient { BaseAddress = rig.Emulator.Endpoint };
        using var reply = await client.GetAsync(new Uri("/jobs", UriKind.Relative));
        Assert.Equal(400, (int)reply.StatusCode);
    }

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_too_large()
    {
        await using var rig = await AzureRig.StartAsync(pool: "{}");
        var large = AzureRig.Task("t", "true", $$"""{"environmentSettings":[{"name":"A","value":"{{new string('x', 1024 * 1024)}}"}]}""");

        await rig.RefusedAsync(413, "RequestBodyTooLarge", "POST", "/jobs/job/addtaskcollection", $$"""{"value":[{{large}}]}""");
        await rig.RefusedAsync(413, "RequestEntityTooLarge", "POST", "/jobs/job/tasks", large);
    }

    [Fact]
    public async Task Conditions_keep_changes_from_what_has_changed()
    {
        await using var rig = await AzureRig.StartAsync(pool: "{}");
        var tag = (await rig.DoAsync("GET", "/jobs/job")).Headers["ETag"];
        await rig.DoAsync("PATCH", "/jobs/job", """{"priority":1}""");

        await rig.RefusedAsync(412, "ConditionNotMet", "PATCH", "/jobs/job", """{"priority":2}""", ("If-Match", tag));
        await rig.RefusedAsync(412, "ConditionNotMet", "DELETE", "/jobs/job", null, ("If-Match", tag));
        var now = (await rig.DoAsync("GET", "/jobs/job")).Headers["ETag"];
        Assert.Equal(304, (await rig.CallAsync("GET", "/jobs/job", null, ("If-None-Match", now))).Status);
        Assert.Equal(200, (await rig.CallAsync("PATCH", "/jobs/job", """{"priority":2}""", ("If-Match", now))).Status);
    }

    [Fact]
    public async Task A_client_can_have_its_own_id_back()
    {
        await using var rig = await AzureRig.StartEmptyAsync();

        var reply = await rig.CallAsync("GET", "/jobs", null, ("client-request-id", "mine"), ("return-client-request-id", "true"));

        Assert.Equal(("mine", "3.0"), (reply.Headers["client-request-id"], reply.Headers["DataServiceVersion"]));
        Assert.Equal("application/json;odata=minimalmetadata", reply.Headers["Content-Type"].Replace(" ", string.Empty, StringComparison.Ordinal));
        Assert.EndsWith("/$metadata#jobs", (string?)reply.Body["odata.metadata"], StringComparison.Ordinal);
    }
}
