using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MultiBatch.Cli.Tests.Processes;

/// <summary>Runs the real command in processes of its own, on a data folder of its own.</summary>
public sealed class Shell : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public Shell()
    {
        // Short: the path of a socket has a limit.
        Home = Directory.CreateTempSubdirectory("mb-").FullName;
    }

    public string Home { get; }

    public async Task<ShellRun> RunAsync(params string[] args)
    {
        using var process = Start(args);
        return await EndAsync(process);
    }

    public Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "multibatch.dll"), .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MULTIBATCH_HOME"] = Home;
        start.Environment["NO_COLOR"] = "1";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static async Task<ShellRun> EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Limit);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new ShellRun(process.ExitCode, output, await error);
    }

    /// <summary>What Ctrl-C sends.</summary>
    public static void Interrupt(Process process) => Assert.Equal(0, kill(process.Id, 2));

    public void Dispose()
    {
        // The engine ends by itself when it is idle; what it still writes then goes nowhere.
        try
        {
            Directory.Delete(Home, recursive: true);
        }
        catch (IOException)
        {
            // It was writing this moment: the folder is one of the test run's own and goes away with that.
        }
    }

    [DllImport("libc")]
    private static extern int kill(int pid, int signal);
}
