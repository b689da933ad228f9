using System.Globalization;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>
/// What becomes of commands and scripts. A command in an image and a script on the machine are the service's own; a command on the machine and a script
/// in an image are started by a few lines of POSIX shell, which end with <c>exec</c>, so that the task takes their place with its arguments untouched.
/// </summary>
internal static class Launcher
{
    /// <summary>The exit code by which the launcher says that the task could not be started.</summary>
    public const int StartErrorCode = 243;

    /// <summary>What an image must have for a script.</summary>
    public const string Requirement = "the image needs /bin/sh";

    private const string Shell = "/bin/sh";
    private const string Mark = "# multibatch\n";
    private const string CommandBegin = "#!" + Shell + "\n" + Mark;
    private const string WordsBegin = "\nset -- ";
    private const string CommandEnd = "\ncommand -v \"$1\" >/dev/null 2>&1 || { echo \"multibatch: $1: not found\" >&2; exit 243; }\nexec \"$@\"\n";

    private static string StartErrorText => StartErrorCode.ToString(CultureInfo.InvariantCulture);

    /// <param name="command">The command; null for a script.</param>
    /// <param name="script">The script; null for a command.</param>
    /// <param name="image">The image; null for a task on the machine itself.</param>
    /// <param name="attemptsBefore">The attempts of earlier segments, which are counted on.</param>
    public static Runnable Runnable(IReadOnlyList<string>? command, string? script, string? image, int attemptsBefore)
    {
        if (image is null)
        {
            return new Runnable
            {
                Script = new ScriptRunnable
                {
                    Text = script is not null ? Script(script) : CommandBegin + Attempt(attemptsBefore) + WordsBegin + ShellWords.Quote(command ?? []) + CommandEnd,
                },
            };
        }

        return new Runnable
        {
            Container = script is null
                ? new Container { ImageUri = image, Commands = command }
                : new Container { ImageUri = image, Entrypoint = Shell, Commands = ForScript(script, attemptsBefore) },
        };
    }

    /// <summary>How a task that was started so begins.</summary>
    public static TaskStart StartOf(Runnable? runnable) =>
        runnable?.Container is { } container ? IsOurs(container) ? TaskStart.Launcher : TaskStart.Container
        : runnable?.Script?.Text?.StartsWith(CommandBegin, StringComparison.Ordinal) == true ? TaskStart.Launcher
        : TaskStart.Script;

    /// <summary>The command or script that a runnable was made of.</summary>
    public static (IReadOnlyList<string>? Command, string? Script) Read(Runnable runnable)
    {
        if (runnable.Container is { } container)
        {
            return IsOurs(container) ? (null, container.Commands![container.Commands.Count - 1])
                : (container.Entrypoint is { Length: > 0 } entry ? [entry, .. container.Commands ?? []] : container.Commands, null);
        }

        if (runnable.Script?.Text is not { } text)
        {
            return (runnable.Script?.Path is { } path ? [path] : null, null);
        }

        var words = text.IndexOf(WordsBegin, StringComparison.Ordinal);
        return text.StartsWith(CommandBegin, StringComparison.Ordinal) && words >= 0 && text.EndsWith(CommandEnd, StringComparison.Ordinal)
            && ShellWords.Read(text.Substring(words + WordsBegin.Length, text.Length - CommandEnd.Length - words - WordsBegin.Length)) is { } command
            ? (command, null)
            : (null, text);
    }

    // The service asks for the interpreter in the first line; portable scripts without one are for the standard shell.
    private static string Script(string script) => script.StartsWith("#!", StringComparison.Ordinal) ? script : "#!" + Shell + "\n" + script;

    private static IReadOnlyList<string> ForScript(string script, int attemptsBefore) => script.StartsWith("#!", StringComparison.Ordinal)
        ? [
            "-c",
            Mark + Attempt(attemptsBefore)
                + "\nset -- \"$1\" \"$(mktemp \"${TMPDIR:-/tmp}/multibatch.XXXXXX\")\"\nprintf %s \"$1\" >\"$2\" && chmod 700 \"$2\" || exit " + StartErrorText
                + "\nshift\nexec \"$1\"",
            "multibatch", script,
        ]
        : ["-c", Mark + Attempt(attemptsBefore) + "\nexec " + Shell + " -c \"$1\" sh", "multibatch", script];

    private static string Attempt(int before) =>
        "export " + RuntimeVariables.Attempt + "=$((${BATCH_TASK_RETRY_ATTEMPT:-0}+" + (before + 1).ToString(CultureInfo.InvariantCulture) + "))";

    private static bool IsOurs(Container container) =>
        container is { Entrypoint: Shell, Commands.Count: 4 } && container.Commands[1].StartsWith(Mark, StringComparison.Ordinal);
}
