using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Scheduling;

/// <summary>Runs start, preparation and release tasks.</summary>
internal sealed class SideTaskRunner
{
    private readonly AzureContext _context;
    private readonly CommandRunner _commands;

    public SideTaskRunner(AzureContext context, CommandRunner commands)
    {
        _context = context;
        _commands = commands;
    }

    /// <summary>Runs a command, again after a failure.</summary>
    /// <param name="terms">What was asked for.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="retries">How often at most again; negative for no bound.</param>
    /// <param name="done">Told of its end, under the state's lock; not before this call returns.</param>
    public SideTask Run(JsonObject terms, string folder, Dictionary<string, string> variables, int retries, Action<SideTask> done)
    {
        var side = new SideTask { Folder = folder, StartedAt = _context.Now };
        CommandRunner.MakeFolder(folder);
        Launch(side, terms.RequiredText("commandLine"), variables, retries, done);
        return side;
    }

    public void Stop(TaskRun run) => _commands.Stop(run);

    private void Launch(SideTask side, string commandLine, Dictionary<string, string> variables, int retries, Action<SideTask> done)
    {
        if (_commands.Problem(commandLine, side.Folder) is { } problem)
        {
            _context.Agenda.After(TimeSpan.Zero, () => End(side, null, problem, done));
            return;
        }

        side.StartedAt = _context.Now;
        side.Run = _commands.Start([], commandLine, variables, _ => { }, end =>
        {
            lock (_context.State.Sync)
            {
                if (end.ExitCode == 0)
                {
                    End(side, 0, null, done);
                }
                else if (end.ExitCode is not null && (retries < 0 || side.Retries < retries))
                {
                    side.Retries++;
                    side.RetriedAt = _context.Now;
                    Launch(side, commandLine, variables, retries, done);
                }
                else
                {
                    End(side, end.ExitCode, TaskFailure.OfExit, done);
                }
            }
        });
    }

    private void End(SideTask side, int? exitCode, TaskFailure? failure, Action<SideTask> done)
    {
        side.EndedAt = _context.Now;
        side.ExitCode = exitCode;
        side.Failure = failure;
        side.Run = null;
        done(side);
    }
}
