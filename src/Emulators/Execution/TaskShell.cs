using System.Text;

namespace MultiBatch.Emulators.Execution;

/// <summary>
/// What a task is started through. The engine gives its tasks the variables of MultiBatch; a cloud does not, and a provider that only works with
/// them must not pass here. So a small shell takes them away, puts back those that the job itself sets, joins the two outputs in the order they
/// are written where the log service keeps one, and becomes the command.
/// </summary>
internal static class TaskShell
{
    /// <summary>What a variable of the job is called on its way through the engine when the engine has a use for the name itself.</summary>
    private const string AliasPrefix = "EMULATED_";

    /// <summary>The name under which a variable of the job has to be handed to the engine.</summary>
    public static string AliasOf(string name) =>
        !IsPlain(name) ? AliasPrefix + "X" + Convert.ToHexString(Encoding.UTF8.GetBytes(name))
        : name.StartsWith(RuntimeVariables.Prefix, StringComparison.Ordinal) ? AliasPrefix + name
        : name;

    /// <summary>The command line for the engine.</summary>
    /// <param name="command">The job's own command.</param>
    /// <param name="names">The names of all variables the job sets.</param>
    /// <param name="joinsOutputs">Whether standard error goes where standard output goes.</param>
    public static IReadOnlyList<string> Wrap(IReadOnlyList<string> command, IEnumerable<string> names, bool joinsOutputs)
    {
        if (OperatingSystem.IsWindows())
        {
            return command;
        }

        var script = new StringBuilder("unset ")
            .AppendJoin(' ', RuntimeVariables.JobId, RuntimeVariables.ArrayIndex, RuntimeVariables.ArraySize, RuntimeVariables.Attempt)
            .Append("; ");
        var odd = new StringBuilder();
        foreach (var name in names.Where(name => AliasOf(name) != name))
        {
            var alias = AliasOf(name);
            if (!IsPlain(name))
            {
                // A container may have variables that no shell can have; env sets them.
                odd.Append(odd.Length == 0 ? "env" : string.Empty).Append(" -u ").Append(alias).Append(" '").Append(name.Replace("'", "'\\''", StringComparison.Ordinal)).Append("='\"$").Append(alias).Append('"');
                continue;
            }

            script.Append(name).Append("=\"$").Append(alias).Append("\"; export ").Append(name).Append("; unset ").Append(alias).Append("; ");
        }

        return ["/bin/sh", "-c", script.Append("exec ").Append(odd).Append(odd.Length == 0 ? string.Empty : " ").Append(joinsOutputs ? "\"$@\" 2>&1" : "\"$@\"").ToString(), "sh", .. command];
    }

    /// <summary>Why a program cannot be started, in the words of a container runtime; null when it is there.</summary>
    public static string? Problem(string program, string? path)
    {
        var candidates = program.Contains('/', StringComparison.Ordinal) || OperatingSystem.IsWindows()
            ? [program]
            : (path ?? Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':').Select(folder => Path.Combine(folder.Length > 0 ? folder : ".", program));
        if (OperatingSystem.IsWindows() || candidates.Any(IsExecutable))
        {
            return null;
        }

        return $"CannotStartContainerError: Error response from daemon: failed to create task for container: exec: \"{program}\": executable file not found in $PATH";
    }

    private static bool IsExecutable(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
