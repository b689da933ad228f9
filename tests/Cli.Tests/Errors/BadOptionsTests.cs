using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Tests.Support;
using Xunit;

namespace MultiBatch.Cli.Tests.Errors;

public class BadOptionsTests
{
    private static readonly string[] BadNumbers = ["", " ", "x", "-1", "0", "1,5", "1e999", "½", "0x10", "٣", "--", "NaN"];
    private static readonly string[] BadSizes = ["", "x", "4", "1023", "-1GiB", "1,5GiB", "16XB", "GiB", "0", "0GiB", "99999999999TiB", "1 2GiB"];
    private static readonly string[] BadDurations = ["", "soon", "-5", "0", "0s", "5 parsecs", "30m1h", "1h1h", "1,5h", "99999999999999d", ":", "-00:05:00"];
    private static readonly string[] BadPairs = ["", "=", "=x", "NAME", " "];

    public static TheoryData<string, string> BadValues()
    {
        var data = new TheoryData<string, string>();
        Add(data, "--vcpus", BadNumbers);
        Add(data, "--gpus", BadNumbers);
        Add(data, "--array-size", BadNumbers);
        Add(data, "--max-attempts", BadNumbers);
        Add(data, "--parallelism", BadNumbers);
        Add(data, "--memory", BadSizes);
        Add(data, "--timeout", BadDurations);
        Add(data, "--env", BadPairs);
        Add(data, "--label", BadPairs);
        Add(data, "--param", BadPairs);
        Add(data, "--secret", [.. BadPairs, "NAME=", "MULTIBATCH_TOKEN=env:X"]);
        Add(data, "--env", ["MULTIBATCH_JOB_ID=1", "MULTIBATCH_=1"]);
        Add(data, "--priority", ["", "x", "1.5", "high", "99999999999"]);
        Add(data, "--purchase", ["", "cheap", "spot-then-on-demand:0", "spot-then-on-demand:10", "spot-then-on-demand:x", "spott", "on demand"]);
        Add(data, "--arch", ["", "arm", "x86", "sparc", "amd46"]);
        Add(data, "--definition", ["", "a b", "a:0", "a:x", "a:1:2", ":1", "a/b"]);
        Add(data, "--depends-on", ["", ",", "a,faild", "a,success,later", ",failure"]);
        Add(data, "--retry-on", ["", "x", "256", "-1", "1,oops", "hostlots"]);
        Add(data, "--mount", ["", "/data", ":", "/data:", ":/data", "nfs://server", "C:"]);
        Add(data, "--name", ["", " "]);
        Add(data, "--queue", ["", "  "]);
        Add(data, "--image", ["", " "]);
        Add(data, "--gpu-model", ["", " "]);
        Add(data, "--machine-type", [""]);
        Add(data, "--submission-id", ["", " ", new string('x', 257)]);
        Add(data, "--script", ["", "no/such/file.sh", "."]);
        Add(data, "--task-table", ["", "no-such-table.tsv", "."]);
        Add(data, "--output", ["", "xml", "jsn", "1", "Table,Json"]);
        return data;
    }

    [Theory]
    [MemberData(nameof(BadValues))]
    public async Task A_bad_value_is_refused_by_the_name_of_its_option(string option, string value)
    {
        foreach (var command in new[] { "submit", "plan" })
        {
            if (command == "plan" && option == "--submission-id")
            {
                continue;
            }

            var clients = new ClosedClients();
            var run = await CliRun.RunAsync(clients, command, option, value, "--", "true");

            Assert.Equal(ExitCodes.InvalidInput, run.ExitCode);
            Assert.Contains(option, run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at MultiBatch", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("unexpected error", run.Error, StringComparison.Ordinal);
            Assert.Empty(run.Out);
            Assert.Equal(0, clients.Opened);
        }
    }

    [Theory]
    [InlineData("--env A=1 --env A=2 -- true", "--env")]
    [InlineData("--label a=1 --label a=1 -- true", "--label")]
    [InlineData("--param a=1 --param a=2 -- true", "--param")]
    [InlineData("--array-size 3 --task-table t.tsv -- true", "--task-table")]
    [InlineData("--parallelism 3 -- true", "--parallelism")]
    [InlineData("--retry-on 1 -- true", "--max-attempts")]
    [InlineData("--retry-on 1 --max-attempts 1 -- true", "--max-attempts")]
    [InlineData("--name a --name b -- true", "--name")]
    [InlineData("--vcpus 1 --vcpus 2 -- true", "--vcpus")]
    [InlineData("", "nothing to run")]
    [InlineData("--vcpus 1", "nothing to run")]
    [InlineData("--", "--")]
    [InlineData("a b", "b")]
    [InlineData("job.yaml -- true", "job.yaml")]
    [InlineData("no-such-file.yaml", "no-such-file.yaml")]
    [InlineData("--nmae x -- true", "did you mean '--name'")]
    [InlineData("--vcpu 1 -- true", "did you mean '--vcpus'")]
    [InlineData("--dependson a -- true", "did you mean '--depends-on'")]
    public async Task Options_that_do_not_go_together_are_refused(string words, string named)
    {
        var clients = new ClosedClients();
        var run = await CliRun.RunAsync(clients, ["submit", .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(ExitCodes.InvalidInput, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Equal(0, clients.Opened);
    }

    [Theory]
    [InlineData("frobnicate", "unknown command 'frobnicate'")]
    [InlineData("sumbit", "did you mean 'submit'")]
    [InlineData("job lst", "did you mean 'list'")]
    [InlineData("job", "which command?")]
    [InlineData("job list --stat running", "did you mean '--state'")]
    [InlineData("job list --state runing", "did you mean 'running'")]
    [InlineData("job list --limit 0", "--limit")]
    [InlineData("job list --since yesterday-ish", "--since")]
    [InlineData("job list --before 25:99", "--before")]
    [InlineData("job list --label a", "--label")]
    [InlineData("job show", "JOB")]
    [InlineData("job wait a --timeout 0", "--timeout")]
    [InlineData("job logs a --tail -1", "--tail")]
    [InlineData("job logs a --stream stdout", "--stream")]
    [InlineData("job logs a --attempt 0", "--attempt")]
    [InlineData("environment create", "--name")]
    [InlineData("environment create --name a --max-vcpus -1", "--max-vcpus")]
    [InlineData("environment create --name a --max-memory 4", "--max-memory")]
    [InlineData("environment create --name a --kind cloudy", "--kind")]
    [InlineData("environment create --name a --purchase cheap", "--purchase")]
    [InlineData("environment update --name a --enable --disable", "--enable")]
    [InlineData("queue create --name a --priority 1000", "--priority")]
    [InlineData("queue create --name a --max-wait never", "--max-wait")]
    [InlineData("definition show a:0", "a:0")]
    [InlineData("definition deregister a", "a:1")]
    [InlineData("definition register -- true", "--name")]
    [InlineData("connection add --name a --provider gcp", "--provider")]
    [InlineData("connection add --name a", "PROVIDER")]
    [InlineData("connection add gcp", "'gcp' is none of")]
    [InlineData("connection add local --provider gcp", "contradicts")]
    [InlineData("connection remove nobody", "nobody")]
    public async Task Other_commands_name_what_is_wrong(string words, string named)
    {
        var clients = new ClosedClients();
        var run = await CliRun.RunAsync(clients, words.Split(' '));

        Assert.Equal(ExitCodes.InvalidInput, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Equal(0, clients.Opened);
    }

    [Fact]
    public async Task Every_mistake_is_named_at_once()
    {
        var run = await CliRun.RunAsync("submit", "--memory", "4", "--vcpus", "-1", "--timeout", "soon", "--", "true");

        Assert.All(["--memory", "--vcpus", "--timeout"], option => Assert.Contains(option, run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Errors_are_json_when_json_is_asked_for()
    {
        var run = await CliRun.RunAsync("submit", "--memory", "4", "--output", "json", "--", "true");

        using var document = System.Text.Json.JsonDocument.Parse(run.Error);
        var error = document.RootElement.GetProperty("error");
        Assert.Equal("invalidSpec", error.GetProperty("code").GetString());
        Assert.Contains("--memory", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static void Add(TheoryData<string, string> data, string option, string[] values)
    {
        foreach (var value in values)
        {
            data.Add(option, value);
        }
    }
}
