using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Aws;

/// <summary>Each peculiarity of the service, with it and without.</summary>
public sealed partial class AwsQuirkTests
{
    [Fact]
    [Trait("Quirk", AwsQuirks.StreamFromRunning)]
    public async Task A_job_has_a_stream_from_running_on()
    {
        await using var rig = await AwsRig.StartAsync(AwsRig.Options with { Delays = AwsDelays.None with { Starting = TimeSpan.FromHours(1) } });
        var definition = await rig.DefineAsync("true");
        var first = await rig.WaitAsync(await rig.SubmitAsync(definition), "STARTING");
        Assert.Null(first["container"]!["logStreamName"]);
        Assert.NotNull(first["container"]!["taskArn"]);

        rig.Emulator.Quirks.Set(AwsQuirks.StreamFromRunning, isOn: false);

        Assert.NotNull((await rig.WaitAsync(await rig.SubmitAsync(definition), "STARTING"))["container"]!["logStreamName"]);
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.ParentHasNoStream)]
    public async Task The_parent_of_an_array_has_no_stream()
    {
        await using var rig = await AwsRig.StartAsync();
        var id = await rig.SubmitAsync(await rig.DefineAsync("echo x"), ""","arrayProperties":{"size":2}""");
        Assert.Null((await rig.EndAsync(id))["container"]!["logStreamName"]);

        rig.Emulator.Quirks.Set(AwsQuirks.ParentHasNoStream, isOn: false);

        Assert.NotNull((await rig.DescribeAsync(id))["container"]!["logStreamName"]);
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.EmptyLinesDropped)]
    public async Task Empty_lines_do_not_reach_the_stream()
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("echo a; echo; echo; echo b");
        Assert.Equal(["a", "b"], await rig.OutputAsync(await rig.EndAsync(await rig.SubmitAsync(definition))));

        rig.Emulator.Quirks.Set(AwsQuirks.EmptyLinesDropped, isOn: false);

        Assert.Equal(["a", "", "", "b"], await rig.OutputAsync(await rig.EndAsync(await rig.SubmitAsync(definition))));
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.TokenAtEnd)]
    public async Task At_the_end_of_a_stream_the_token_repeats()
    {
        await using var rig = await AwsRig.StartAsync();
        var job = await rig.EndAsync(await rig.SubmitAsync(await rig.DefineAsync("echo a; echo b")));
        var stream = (string)job["container"]!["logStreamName"]!;
        var first = await ReadAsync(null);
        var second = await ReadAsync(first);
        Assert.NotNull(first);
        Assert.Equal(first, second);

        rig.Emulator.Quirks.Set(AwsQuirks.TokenAtEnd, isOn: false);

        Assert.Null(await ReadAsync(first));

        async Task<string?> ReadAsync(string? token) => (string?)(await rig.LogsAsync(
            "GetLogEvents",
            $$"""{"logGroupName":"/aws/batch/job","logStreamName":"{{stream}}","startFromHead":true{{(token is null ? string.Empty : $",\"nextToken\":\"{token}\"")}}}""")).Body["nextForwardToken"];
    }
}
