using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Quirks;

namespace MultiBatch.Emulators.Azure.Scheduling;

/// <summary>Runs command lines in folders of nodes, with their two outputs in files.</summary>
internal sealed class CommandRunner
{
    public const string Output = "stdout.txt";
    public const string Errors = "stderr.txt";
    public const string WorkingFolder = "wd";

    private const string Script =
        "cd \"$AZ_BATCH_TASK_WORKING_DIR\" || exit 127; exec \"$@\" >\"$AZ_BATCH_TASK_DIR/" + Output + "\" 2>\"$AZ_BATCH_TASK_DIR/" + Errors + "\"";

    private readonly ITaskRunner _runner;
    private readonly EmulatorQuirks _quirks;

    public CommandRunner(ITaskRunner runner, EmulatorQuirks quirks)
    {
        _runner = runner;
        _quirks = quirks;
    }

    /// <summary>Makes the folder of a command.</summary>
    public static void MakeFolder(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, WorkingFolder));
        foreach (var file in new[] { Output, Errors })
        {
            File.WriteAllBytes(Path.Combine(folder, file), []);
        }
    }

    /// <summary>Why a command cannot be started; null when it can.</summary>
    public TaskFailure? Problem(string commandLine, string folder)
    {
        var words = Split(commandLine);
        var program = words.Count == 0 ? string.Empty : words[0];
        program = program.Contains('/', StringComparison.Ordinal) ? Path.Combine(folder, WorkingFolder, program) : program;
        return words.Count > 0 && TaskShell.Problem(program, null) is null ? null : new TaskFailure
        {
            Code = "CommandProgramNotFound",
            Message = "The specified command program is not found",
            IsBeforeStart = true,
            Details = [("Message", words.Count == 0 ? "The command line is empty" : "The system cannot find the file specified."), ("Command", commandLine)],
        };
    }

    /// <summary>Starts a command.</summary>
    /// <param name="templates">What commands of the same owner have in common.</param>
    /// <param name="commandLine">The command line.</param>
    /// <param name="variables">All of its variables.</param>
    /// <param name="started">Told of the start.</param>
    /// <param name="ended">Told of the end.</param>
    public TaskRun Start(
        Dictionary<string, TaskTemplate> templates, string commandLine, IReadOnlyDictionary<string, string> variables, Action<DateTimeOffset> started, Action<TaskEnd> ended)
    {
        // Commands that differ in the values of their variables alone start together.
        var key = string.Join('\n', variables.Keys.Order(StringComparer.Ordinal)) + "\n\n" + commandLine;
        if (!templates.TryGetValue(key, out var template))
        {
            template = new TaskTemplate { Name = "task", Command = ["/bin/sh", "-c", Script, "sh", .. Split(commandLine)] };
            templates.Add(key, template);
        }

        var run = new TaskRun { Template = template, Variables = variables, Started = started, Ended = ended };
        _runner.Start(run);
        return run;
    }

    public void Stop(TaskRun run) => _runner.Stop(run);

    private IReadOnlyList<string> Split(string commandLine) => _quirks.IsOn(AzureQuirks.NoShell)
        ? CommandLineText.Split(commandLine, _quirks.IsOn(AzureQuirks.Quoting))
        : ["/bin/sh", "-c", commandLine];
}
