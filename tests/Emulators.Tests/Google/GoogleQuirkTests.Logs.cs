using System.Text.Json.Nodes;
using MultiBatch.Emulators.Google;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Google;

/// <content>What Cloud Logging shows.</content>
public sealed partial class GoogleQuirkTests
{
    [Fact]
    [Trait("Quirk", GoogleQuirks.LogsOnlyWhenAsked)]
    public async Task Output_is_kept_only_where_the_job_says_so()
    {
        await using var rig = await GoogleRig.StartAsync();
        var job = await rig.RunAsync("one", GoogleRig.Job("echo unheard", logs: "DESTINATION_UNSPECIFIED"));
        Assert.Empty(await EntriesOf(rig, job));

        rig.Emulator.Quirks.Set(GoogleQuirks.LogsOnlyWhenAsked, isOn: false);

        await rig.OutputAsync(await rig.RunAsync("two", GoogleRig.Job("echo heard", logs: "DESTINATION_UNSPECIFIED")), 1);
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.LogsArriveLate)]
    public async Task A_line_can_be_read_some_time_after_it_was_written()
    {
        await using var rig = await GoogleRig.StartAsync(GoogleRig.Options with { Delays = GoogleDelays.None with { LogLag = TimeSpan.FromHours(1) } });
        var job = await rig.RunAsync("one", GoogleRig.Job("echo late"));
        Assert.Empty(await EntriesOf(rig, job));

        rig.Emulator.Quirks.Set(GoogleQuirks.LogsArriveLate, isOn: false);

        Assert.Equal("late", (string?)Assert.Single(await EntriesOf(rig, job))["textPayload"]);
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.ErrorsBySeverity)]
    public async Task Errors_are_told_by_their_severity()
    {
        await using var rig = await GoogleRig.StartAsync();
        Assert.Equal(["ERROR", "INFO"], await SeveritiesAsync("one"));

        rig.Emulator.Quirks.Set(GoogleQuirks.ErrorsBySeverity, isOn: false);

        Assert.Equal(["INFO", "INFO"], await SeveritiesAsync("two"));

        async Task<IEnumerable<string>> SeveritiesAsync(string id)
        {
            var job = await rig.RunAsync(id, GoogleRig.Job("echo out; echo err >&2"));
            await rig.OutputAsync(job, 2);
            return (await EntriesOf(rig, job)).Select(entry => (string)entry["severity"]!).Order();
        }
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.TaskIdIsPath)]
    public async Task The_label_of_a_task_says_which_try_and_step()
    {
        await using var rig = await GoogleRig.StartAsync();
        var job = await rig.RunAsync("one", GoogleRig.Job("[ $BATCH_TASK_RETRY_ATTEMPT = 1 ] || exit 1; echo x", ""","maxRetryCount":1"""));
        await rig.OutputAsync(job, 1);
        Assert.Equal($"task/{job["uid"]}-group0-0/1/0", (string?)(await EntriesOf(rig, job))[0]["labels"]!["task_id"]);

        rig.Emulator.Quirks.Set(GoogleQuirks.TaskIdIsPath, isOn: false);

        job = await rig.RunAsync("two", GoogleRig.Job("echo x"));
        await rig.OutputAsync(job, 1);
        Assert.Equal($"{job["uid"]}-group0-0", (string?)(await EntriesOf(rig, job))[0]["labels"]!["task_id"]);
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.EmptyLinesDropped)]
    public async Task Empty_lines_are_no_entries()
    {
        await using var rig = await GoogleRig.StartAsync();
        Assert.Equal(["a", "b"], await rig.OutputAsync(await rig.RunAsync("one", GoogleRig.Job("echo a; echo; echo b")), 2));

        rig.Emulator.Quirks.Set(GoogleQuirks.EmptyLinesDropped, isOn: false);

        Assert.Equal(["a", string.Empty, "b"], await rig.OutputAsync(await rig.RunAsync("two", GoogleRig.Job("echo a; echo; echo b")), 3));
    }

    private static Task<IReadOnlyList<JsonObject>> EntriesOf(GoogleRig rig, JsonObject job) => rig.EntriesAsync($"labels.job_uid=\"{(string)job["uid"]!}\"");
}
