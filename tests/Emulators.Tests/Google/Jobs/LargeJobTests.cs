using System.Text.Json.Nodes;
using MultiBatch.Emulators.Google;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Google.Jobs;

public sealed class LargeJobTests
{
    [Fact]
    public async Task Ten_thousand_tasks_are_one_call_and_ten_pages()
    {
        await using var rig = await GoogleRig.StartAsync(GoogleRig.Options with { Delays = GoogleDelays.None with { Provisioning = TimeSpan.FromHours(1) } });

        await rig.CreateAsync("large", GoogleRig.Job("true", group: ""","taskCount":10000"""));
        await rig.WaitAsync("large", "SCHEDULED");
        await Eventually.TrueAsync(async () => (await rig.TasksAsync("large", "?pageSize=1")).Count == 1, () => "tasks");
        rig.Emulator.Counters.Reset();
        var seen = new List<JsonObject>();
        var token = string.Empty;
        do
        {
            var page = await rig.DoAsync("GET", $"jobs/large/taskGroups/group0/tasks?pageSize=1000{token}");
            seen.AddRange(GoogleRig.List(page, "tasks"));
            token = page.ContainsKey("nextPageToken") ? "&pageToken=" + (string)page["nextPageToken"]! : string.Empty;
        }
        while (token.Length > 0);

        Assert.Equal(10_000, seen.Select(task => (string)task["name"]!).Distinct().Count());
        Assert.Equal(10, rig.Emulator.Counters["ListTasks"]);
        Assert.Equal("10000", (string?)(await rig.GetAsync("large"))["status"]!["taskGroups"]!["group0"]!["counts"]!["PENDING"]);
    }
}
