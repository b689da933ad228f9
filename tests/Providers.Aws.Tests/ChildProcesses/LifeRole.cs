using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Tests.Secrets;

namespace MultiBatch.Providers.Aws.Tests.ChildProcesses;

/// <summary>Lives a life with the credentials that this process finds, and prints all there is to see of it: <c>SECRET LENGTH VALUE CATALOGUE</c></summary>
internal static class LifeRole
{
    public const string Name = "life";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(string[] arguments)
    {
        using var heard = new Overhearing();
        await using var client = CanaryLifeTests.Client(new AwsBatchProvider(CanaryLifeTests.Options(), new ProviderContext { LoggerFactory = heard }), heard, arguments[3]);
        var life = new CanaryLife(client, arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture), arguments[2]);
        try
        {
            await life.RunAsync();
            await life.ErrorAsync(() => client.GetJobAsync(new JobReference("aws", "nobody")));
            Console.WriteLine("lived");
        }
        finally
        {
            Console.WriteLine(life.Jobs);
            Console.WriteLine(life.Texts);
            Console.WriteLine(heard.Text);
        }

        return 0;
    }

    /// <summary>Starts this assembly as a process with a home folder and an environment of its own; returns how it ended and all it wrote.</summary>
    public static async Task<(int ExitCode, string Output)> RunInChildAsync(string home, IEnumerable<(string Name, string Value)> environment, IEnumerable<string> arguments)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var start = new ProcessStartInfo(dotnet, ["exec", typeof(ChildProgram).Assembly.Location, Name, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = start.Environment["USERPROFILE"] = home;
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_CONFIG_FILE"] = Path.Combine(home, ".aws", "config");
        start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(home, ".aws", "credentials");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output + await error);
    }
}
