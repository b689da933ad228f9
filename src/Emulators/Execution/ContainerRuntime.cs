using System.ComponentModel;
using System.Diagnostics;

namespace MultiBatch.Emulators.Execution;

/// <summary>A program that runs containers: Podman or Docker, by its command.</summary>
internal sealed class ContainerRuntime
{
    // What a shell says of a program that is not there, and both say of an image that has none.
    private const int NotFound = 127;

    private static readonly string[] Programs = ["podman", "docker"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private ContainerRuntime(string program) => Program = program;

    /// <summary>The path of the program.</summary>
    public string Program { get; }

    /// <summary>
    /// The first runtime that can run a container here. It is made to try: a program may be there without its service, or without the rights it needs.
    /// </summary>
    /// <exception cref="ArgumentException">There is none; the message says what each said, and what to do.</exception>
    public static async Task<ContainerRuntime> FindAsync(string folder, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var program in Programs)
        {
            if (Find(program) is not { } path)
            {
                problems.Add($"{program} is not installed");
                continue;
            }

            var runtime = new ContainerRuntime(path);
            if (await runtime.TryAsync(folder, cancellationToken).ConfigureAwait(false) is not { } problem)
            {
                return runtime;
            }

            problems.Add($"{program} cannot run a container: {problem}");
        }

        throw new ArgumentException(
            $"Images: no container runtime is usable here ({string.Join("; ", problems)}). Install Podman or Docker and see that 'podman run' or 'docker run' works, or use the mode 'process', which needs none.");
    }

    /// <summary>Runs the program; returns how it ended, what it wrote and what it complained of.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            return (process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return (-1, string.Empty, "no answer within a minute");
        }
    }

    /// <summary>Removes a container, whatever state it is in.</summary>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        // One that runs had its time to end; removing it at once would wait for it anew.
        await RunAsync(["kill", name], cancellationToken).ConfigureAwait(false);
        await RunAsync(["rm", "--force", name], cancellationToken).ConfigureAwait(false);
    }

    private static string? Find(string name) => OperatingSystem.IsWindows()
        ? null
        : (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':').Select(folder => Path.Combine(folder.Length > 0 ? folder : ".", name)).FirstOrDefault(File.Exists);

    /// <summary>What keeps the runtime from running a container; null when nothing does. The image it is tried with is empty: no program can be found in it.</summary>
    private async Task<string?> TryAsync(string folder, CancellationToken cancellationToken)
    {
        // Two blocks of zeros: an archive with nothing in it, but for a file, as one runtime takes none without.
        var name = "multibatch-probe-" + Guid.NewGuid().ToString("n")[..8];
        var archive = Path.Combine(folder, name + ".tar");
        try
        {
            var file = new System.Formats.Tar.TarWriter(File.Create(archive));
            await using (file.ConfigureAwait(false))
            {
                await file.WriteEntryAsync(new System.Formats.Tar.UstarTarEntry(System.Formats.Tar.TarEntryType.Directory, "empty/"), cancellationToken).ConfigureAwait(false);
            }

            var image = $"localhost/{name}:1";
            if (await RunAsync(["import", archive, image], cancellationToken).ConfigureAwait(false) is { ExitCode: not 0 } import)
            {
                return LastLine(import.Error);
            }

            var run = await RunAsync(["run", "--rm", "--network", "host", image, "/nothing-is-there"], cancellationToken).ConfigureAwait(false);
            await RunAsync(["rmi", "--force", image], cancellationToken).ConfigureAwait(false);
            return run.ExitCode == NotFound ? null : LastLine(run.Error);
        }
        catch (Exception error) when (error is Win32Exception or IOException)
        {
            return error.Message;
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "it gives no reason";
}
