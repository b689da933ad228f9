using MultiBatch.Providers.Local.Processes.Unix;

namespace MultiBatch.Providers.Local.Processes.Portable;

/// <summary>
/// .NET ignores SIGPIPE, and a process that it starts ignores it too: <c>yes | head -1</c> would never end. So it is with what whoever started
/// this process ignored (<c>nohup</c>: SIGHUP; a script's background: SIGINT and SIGQUIT). A shell may not take that back for its commands
/// (POSIX, Shell Command Language, 2.11), but <c>env</c> of GNU coreutils 8.31 and later does.
/// </summary>
internal sealed class SignalReset
{
    private const string Tool = "/usr/bin/env";
    private const string Argument = "--default-signal=HUP,INT,QUIT,PIPE,TERM";
    private const string Probe = $"exec {Tool} {Argument} {Shells.Default} -c : 2>/dev/null";

    private readonly Lazy<bool> _isAvailable = new(() => !OperatingSystem.IsWindows() && File.Exists(Tool) && Works());

    /// <summary>Whether this machine has the means.</summary>
    public bool IsAvailable => _isAvailable.Value;

    /// <summary>The command line, program first, that starts a program with the signals it expects; null when it cannot be had.</summary>
    // What has "=" in it would be a variable.
    public IReadOnlyList<string>? TryWrap(string program, IEnumerable<string> arguments) =>
        IsAvailable && !program.Contains('=') ? [Tool, Argument, program, .. arguments] : null;

    private static bool Works()
    {
        using var spawner = new Spawner();
        return ShellRun.Run(spawner, Shells.Default, Probe) is { Code: 0 };
    }
}
