using System.Text;
using MultiBatch.Jobs;
using MultiBatch.TestSupport.InMemory.Reading;

namespace MultiBatch.TestSupport.InMemory.Programs;

/// <summary>One attempt's program as it runs. Not thread-safe: the simulation's lock covers it.</summary>
internal sealed class TaskRun
{
    private readonly IReadOnlyList<IReadOnlyList<string>> _statements;
    private int _next;

    private TaskRun(IReadOnlyList<IReadOnlyList<string>> statements, IReadOnlyList<string> arguments, TaskSurroundings surroundings)
    {
        _statements = statements;
        Arguments = arguments;
        Surroundings = surroundings;
    }

    public IReadOnlyList<string> Arguments { get; }

    public TaskSurroundings Surroundings { get; }

    public AttemptOutput Output => Surroundings.Output;

    /// <summary>What the program does when it is asked to end: exactly one of the three, or nothing, which ends it.</summary>
    public (string Text, int ExitCode)? OnTerminate { get; set; }

    public bool IgnoresTerminate { get; set; }

    /// <summary>Finds the program; the end of a task whose program cannot be started otherwise.</summary>
    public static (TaskRun? Run, TaskEnd? Failure) Start(JobSpec spec, TaskSurroundings surroundings)
    {
        if (spec.Script is { } script)
        {
            return script.StartsWith("#!", StringComparison.Ordinal) && !script.StartsWith("#!run\n", StringComparison.Ordinal)
                ? (null, TaskEnd.NotStarted(JobCause.StartError, $"no such interpreter: {script.Split('\n')[0]}"))
                : (new TaskRun(ProgramText.Parse(script), [], surroundings), null);
        }

        var command = spec.Command!;
        if (command[0] == "run" && command.Count > 1)
        {
            return (new TaskRun(ProgramText.Parse(command[1]), [.. command.Skip(2)], surroundings), null);
        }

        return Statements.Exists(command[0])
            ? (new TaskRun([command], [], surroundings), null)
            : (null, TaskEnd.NotStarted(JobCause.StartError, $"no such program: {command[0]}"));
    }

    /// <summary>Goes on until the program waits or ends.</summary>
    public Pause Continue()
    {
        while (_next < _statements.Count)
        {
            var statement = _statements[_next];
            var pause = Statements.Exists(statement[0])
                ? Statements.Run(this, statement[0], [.. statement.Skip(1)])
                : CommandNotFound(statement[0]);
            _next += pause is { Again: true } ? 0 : 1;
            if (pause is not null)
            {
                return pause;
            }
        }

        return Pause.Ended(TaskEnd.Exited(0));
    }

    private Pause CommandNotFound(string name)
    {
        Output.Error(Encoding.UTF8.GetBytes($"run: {name}: not found\n"));
        return Pause.Ended(TaskEnd.Exited(127));
    }
}
