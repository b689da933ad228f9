using System.Globalization;
using System.Text;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>
/// A few lines of POSIX shell in front of a task, for what the service cannot set: variables that differ from child to child, and scripts.
/// It needs <c>/bin/sh</c> in the image and no ENTRYPOINT; a task table needs <c>base64</c> and <c>gzip</c> too. It ends with <c>exec</c>, so that the task
/// takes its place, with its arguments untouched.
/// </summary>
internal sealed record Prelude
{
    /// <summary>The exit code by which the prelude says that the task could not be started.</summary>
    public const int StartErrorCode = 243;

    /// <summary>The variable a packed <see cref="TaskScript"/> travels in; gone before the task begins.</summary>
    public const string TasksVariable = RuntimeVariables.Prefix + "TASKS";

    /// <summary>What an image must have for it.</summary>
    public const string Requirement = "the image needs /bin/sh and no ENTRYPOINT";

    private const string Shell = "/bin/sh";
    private const string Mark = "# multibatch\n";
    private const string NativeIndex = "AWS_BATCH_JOB_ARRAY_INDEX";
    private const string NativeAttempt = "AWS_BATCH_JOB_ATTEMPT";

    /// <summary>Whether the children of a native array take their index from the service's variable.</summary>
    public bool SetsIndex { get; init; }

    /// <summary>What is added to the service's index, for the later parts of a large array. Default: 0.</summary>
    public int Offset { get; init; }

    /// <summary>The attempts of earlier segments of the job, which are counted on. Default: 0.</summary>
    public int AttemptsBefore { get; init; }

    /// <summary>Whether a <see cref="TaskScript"/> is there to be run.</summary>
    public bool RunsTaskScript { get; init; }

    /// <summary>Whether a native command was made here.</summary>
    public static bool IsUsedBy(IReadOnlyList<string>? command) =>
        command is { Count: >= 3 } && command[0] == Shell && command[2].StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>The native command for a portable one.</summary>
    public IReadOnlyList<string> ForCommand(IReadOnlyList<string> command) =>
        [Shell, "-c", Text("command -v \"$1\" >/dev/null 2>&1 || { echo \"multibatch: $1: not found\" >&2; exit " + StartErrorText + "; }\nexec \"$@\""), "multibatch", .. command];

    /// <summary>The native command for a script. Its text is an argument: nothing in it is read by this shell.</summary>
    public IReadOnlyList<string> ForScript(string script) => script.StartsWith("#!", StringComparison.Ordinal)
        ? [
            Shell, "-c",
            Text(
                "set -- \"$1\" \"$(mktemp \"${TMPDIR:-/tmp}/multibatch.XXXXXX\")\"\nprintf %s \"$1\" >\"$2\" && chmod 700 \"$2\" || exit " + StartErrorText
                + "\nshift\nexec \"$1\""),
            "multibatch", script,
        ]
        : [Shell, "-c", Text("exec " + Shell + " -c \"$1\" sh"), "multibatch", script];

    private static string StartErrorText => StartErrorCode.ToString(CultureInfo.InvariantCulture);

    private string Text(string end)
    {
        var text = new StringBuilder(Mark);
        Set(text, RuntimeVariables.Attempt, NativeAttempt, AttemptsBefore);
        if (SetsIndex)
        {
            Set(text, RuntimeVariables.ArrayIndex, NativeIndex, Offset);
        }

        if (RunsTaskScript)
        {
            // A table that cannot be unpacked must not become a task without its variables.
            text.Append(TasksVariable).Append("=$(printf %s \"$").Append(TasksVariable).Append("\" | base64 -d | gzip -dc) || exit ").Append(StartErrorText)
                .Append("\neval \"$").Append(TasksVariable).Append("\"\nunset ").Append(TasksVariable).Append('\n');
        }

        return text.Append(end).ToString();
    }

    private static void Set(StringBuilder text, string name, string native, int offset)
    {
        text.Append("export ").Append(name).Append('=').Append(offset == 0
            ? "\"$" + native + "\""
            : "$((" + native + "+" + offset.ToString(CultureInfo.InvariantCulture) + "))").Append('\n');
    }
}
