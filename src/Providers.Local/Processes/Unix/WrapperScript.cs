using System.Globalization;
using System.Text;

namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>
/// The text of the shell that stands between the engine and a job. It uses nothing but builtins, since each further process
/// would halve the rate of starts, and only what dash, bash and busybox have in common.
/// </summary>
/// <remarks>
/// The arguments are: the state file as <c>$0</c>; in <see cref="StartMode.Recorded"/> the tag; the control files to
/// join; then the command with an absolute path. The shell's own messages go to the null device; descriptor 3 is the
/// standard error of the job.
/// </remarks>
internal static class WrapperScript
{
    /// <summary>The status of a shell that could not create the state file: as a rule because somebody else did.</summary>
    public const int NotClaimed = 125;

    /// <summary>The status of a shell that claimed the attempt and then failed before it came to the command.</summary>
    public const int ShellFailed = 124;

    private static readonly string PlainRecorded = Build(StartMode.Recorded, 0, null);

    public static string For(StartMode mode, int joinFiles, long? addressSpaceKilobytes) =>
        mode == StartMode.Recorded && joinFiles == 0 && addressSpaceKilobytes is null
            ? PlainRecorded
            : Build(mode, joinFiles, addressSpaceKilobytes);

    private static string Build(StartMode mode, int joinFiles, long? addressSpaceKilobytes)
    {
        var script = new StringBuilder();
        if (mode == StartMode.Recorded)
        {
            // With noclobber ">" creates exclusively: of two shells for one attempt only one comes further.
            script.Append("set -C\n");
            script.Append(CultureInfo.InvariantCulture, $"{{ echo \"{StateFile.ProcessWord} $$ $1\" || exit {ShellFailed}; }} >\"$0\" || exit {NotClaimed}\n");
            script.Append("shift\n");

            // The shell gets every signal that is sent to the job's group and must live to write the exit code. Its
            // children start with the default action again, which they would not if the signals were ignored. Set as
            // late as possible: before the job is there, the signal is meant for the shell.
            script.Append("trap : HUP INT QUIT ALRM TERM USR1 USR2; ");

            // The subshell becomes the job. It is the one that is limited, so that the shell outlives a kill for lack
            // of memory; and the shell's own message about a killed child stays out of the job's log.
            script.Append('(');
        }

        // A command that cannot be executed ends the shell, which a successful one has replaced: so this is written
        // only when the job did not start. (bash forgets the trap; see StartFailure.)
        script.Append(CultureInfo.InvariantCulture, $"trap 'echo \"{StateFile.StartWord} $?\" >>\"$0\"' EXIT\n");
        for (var i = 1; i <= joinFiles; i++)
        {
            script.Append(CultureInfo.InvariantCulture, $"echo 0 >|\"${i}\" || exit {ShellFailed}\n");
        }

        if (joinFiles > 0)
        {
            script.Append(CultureInfo.InvariantCulture, $"shift {joinFiles}\n");
        }

        if (addressSpaceKilobytes is { } kilobytes)
        {
            // Refused when the machine's own limit is lower already.
            script.Append(CultureInfo.InvariantCulture, $"ulimit -v {kilobytes} || :\n");
        }

        script.Append(CultureInfo.InvariantCulture, $"exec \"$@\" 2>&{Spawner.JobErrorDescriptor} {Spawner.JobErrorDescriptor}>&-");
        if (mode == StartMode.Recorded)
        {
            script.Append(")\n");
            script.Append("s=$?\n");
            script.Append(CultureInfo.InvariantCulture, $"echo \"{StateFile.ExitWord} $s\" >>\"$0\"\n");
            script.Append("exit $s");
        }

        return script.ToString();
    }
}
