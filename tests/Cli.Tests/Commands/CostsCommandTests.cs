using System.Reflection;
using System.Text.Json;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Tests.Support;
using Xunit;

namespace MultiBatch.Cli.Tests.Commands;

public class CostsCommandTests
{
    private static readonly string Prices = Path.Combine(
        typeof(CostsCommandTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RepositoryRoot").Value!, "tests", "Costs.Tests", "Data", "prices.csv");

    [Fact]
    public async Task Every_documented_option_of_compare_is_taken()
    {
        var run = await CompareAsync("--vcpus 4 --memory 16GiB --arch amd64 --duration 2h --count 1000 --parallelism 100 --region-group us --purchase on-demand --memory-margin 0 --per-machine one --output json");

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        using var document = JsonDocument.Parse(run.Out);
        var rows = document.RootElement.EnumerateArray().ToList();
        Assert.Equal(["google", "aws", "azure"], rows.Select(row => row.GetProperty("provider").GetString()));
        Assert.Equal(["e2-standard-4", "m5a.xlarge", "Standard_D4as_v5"], rows.Select(row => row.GetProperty("machineType").GetString()));
        Assert.Equal([0.134023m, 0.172m, 0.172m], rows.Select(row => row.GetProperty("hourlyPrice").GetDecimal()));
        Assert.Equal([100, 100, 100], rows.Select(row => row.GetProperty("machines").GetInt32()));
        // Ten waves of two hours, and two minutes before the first.
        Assert.Equal(decimal.Round(100 * ((20 * 3600) + 120) * 0.134023m / 3600, 6), rows[0].GetProperty("totalCost").GetDecimal());
        Assert.Equal("us-east1", rows[0].GetProperty("ties")[0].GetProperty("region").GetString());
        Assert.All(rows, row => Assert.True(row.GetProperty("alternatives").GetArrayLength() > 0));
    }

    [Fact]
    public async Task GPUs_are_asked_for_by_model_and_count()
    {
        var run = await CompareAsync("--gpu A100 --gpus 1 --duration 1h --region-group any --purchase on-demand --output json");

        using var document = JsonDocument.Parse(run.Out);
        Assert.All(document.RootElement.EnumerateArray(), row => Assert.StartsWith("A100", row.GetProperty("gpuModel").GetString(), StringComparison.Ordinal));
        var aws = document.RootElement.EnumerateArray().Single(row => row.GetProperty("provider").GetString() == "aws");
        Assert.Contains("8 GPUs are paid", aws.GetProperty("notes").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_matches_is_told_with_reasons_and_ends_with_2()
    {
        var run = await CompareAsync("--vcpus 5000 --duration 1h");

        Assert.Equal(ExitCodes.InvalidInput, run.ExitCode);
        Assert.Contains("no amd64 machine of aws has room for the task; the largest is", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_shows_bars_dates_and_what_is_left_out()
    {
        var run = await CompareAsync("--vcpus 4 --memory 16GiB --duration 2h --count 10 --purchase spot");

        Assert.Contains("█", run.Out, StringComparison.Ordinal);
        Assert.Contains("2024-08-09", run.Out, StringComparison.Ordinal);
        Assert.Contains("a guess", run.Out, StringComparison.Ordinal);
        Assert.Contains("without taxes, committed use and negotiated rates", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_narrow_terminal_has_a_table_that_fits_and_the_rest_below()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new Composition.CliHost { Out = output, Error = error, Clients = new ClosedClients(), OutIsTerminal = true, Width = 80 };
        await CommandLine.RunAsync(["costs", "compare", "--prices", Prices, "--vcpus", "4", "--memory", "16GiB", "--duration", "2h", "--count", "1000", "--parallelism", "100"], host);

        var lines = output.ToString().Split('\n');
        var header = Array.FindIndex(lines, line => line.StartsWith("PROVIDER", StringComparison.Ordinal));
        Assert.All(lines.Skip(header).Take(4), line => Assert.True(line.Length <= 80, line));
        Assert.Contains(lines, line => line.StartsWith("google: $", StringComparison.Ordinal));
        Assert.All(lines.Where(line => line.Contains('█', StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, line));
    }

    [Theory]
    [InlineData("csv", "provider,rank,region")]
    [InlineData("html", "<!DOCTYPE html>")]
    [InlineData("yaml", "- provider:")]
    public async Task Reports_come_in_other_forms(string format, string beginning) =>
        Assert.StartsWith(beginning, (await CompareAsync($"--vcpus 4 --duration 2h --output {format}")).Out, StringComparison.Ordinal);

    [Fact]
    public async Task Other_commands_write_no_CSV()
    {
        var run = await CliRun.RunAsync("job", "list", "--output", "csv");

        Assert.Equal(ExitCodes.InvalidInput, run.ExitCode);
        Assert.Contains("write table, json or yaml", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--region-group eurpe", "none of us, eu, asia, other, any")]
    [InlineData("--purchase cheap", "--purchase: 'cheap' is none of")]
    [InlineData("--per-machine two", "--per-machine: 'two' is none of one, packed")]
    [InlineData("--memory-margin 200%", "--memory-margin")]
    [InlineData("--include metal", "--include: 'metal' is none of all, burstable")]
    [InlineData("--count 0", "--count: '0'")]
    [InlineData("--duration soon", "--duration: 'soon'")]
    [InlineData("--gpus none", "--gpus: 'none'")]
    [InlineData("--discount aws=all", "--discount: 'all'")]
    public async Task A_wrong_value_is_named(string option, string message)
    {
        var run = await CompareAsync(option);

        Assert.Equal(ExitCodes.InvalidInput, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_price_file_that_is_none_is_refused_by_name()
    {
        var run = await CliRun.RunAsync("costs", "compare", "--prices", typeof(CostsCommandTests).Assembly.Location);

        Assert.Equal(ExitCodes.InvalidInput, run.ExitCode);
        Assert.Contains("this is no price file", run.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be read", (await CliRun.RunAsync("costs", "compare", "--prices", "/no/such/file.csv")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_discount_is_taken_off()
    {
        var run = await CompareAsync("--vcpus 4 --memory 8GiB --duration 1h --purchase on-demand --provider aws --discount aws=50% --boot 0 --output json");

        using var document = JsonDocument.Parse(run.Out);
        var row = document.RootElement[0];
        Assert.Equal(row.GetProperty("hourlyPrice").GetDecimal(), row.GetProperty("totalCost").GetDecimal());
        Assert.True(row.GetProperty("hourlyPrice").GetDecimal() < 0.09m);
    }

    [Fact]
    public async Task Machines_are_found()
    {
        var run = await CliRun.RunAsync("costs", "machines", "--prices", Prices, "--vcpus", "8", "--memory", "30GiB", "--provider", "google", "--top", "2");

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        Assert.Equal(4, run.Out.TrimEnd().Split('\n').Length);
    }

    private static Task<CliRun> CompareAsync(string options) => CliRun.RunAsync(["costs", "compare", "--prices", Prices, .. options.Split(' ')]);
}
