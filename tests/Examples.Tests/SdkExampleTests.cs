using System.Diagnostics;
using System.Reflection;

namespace MultiBatch.Examples.Tests;

public class SdkExampleTests
{
    private static readonly string Root = typeof(SdkExampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RepositoryRoot").Value!;

    [Fact]
    public void The_readme_shows_the_example_that_is_compiled()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        var example = File.ReadAllText(Path.Combine(Root, "examples", "sdk", "Program.cs"));

        Assert.Contains("```csharp\n" + example.TrimEnd() + "\n```", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_runs_a_real_batch()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "MultiBatch.Examples.Sdk.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);

        Assert.True(process.ExitCode == 0, await error);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("squares: Succeeded, 10 succeeded", lines[0]);
        Assert.Equal(Enumerable.Range(0, 10).Select(index => $"#{index} {index * index}"), lines.Skip(1));
    }
}
