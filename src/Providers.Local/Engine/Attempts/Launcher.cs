using System.Globalization;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Providers.Local.Processes.Variables;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Engine.Attempts;

/// <summary>Turns an order into a process: its folder, its variables, its start. Safe for use by several threads.</summary>
internal sealed class Launcher
{
    private readonly AttemptFolders _folders;
    private readonly IProcessLauncher _processes;
    private readonly AttemptEnvironment _environment = AttemptEnvironment.FromHost();
    private readonly Action<string>? _failurePoint;

    public Launcher(AttemptFolders folders, IProcessLauncher processes, Action<string>? failurePoint)
    {
        _folders = folders;
        _processes = processes;
        _failurePoint = failurePoint;
    }

    /// <summary>Starts an attempt. Whatever stands against it is in the result.</summary>
    /// <exception cref="ObjectDisposedException">The engine has ended meanwhile; nothing was started.</exception>
    public LaunchResult Launch(LaunchOrder order)
    {
        try
        {
            var paths = Prepare(order);
            var request = new LaunchRequest
            {
                Paths = paths,
                Command = order.Spec.Script is { } script ? JobCommand.FromScript(script) : JobCommand.Program(order.Spec.Command!),
                Environment = _environment.Build(paths, JobVariables(order), ContractVariables(order)),
                Mode = order.Mode,
                Limits = order.Limits,
                OnExit = order.OnExit,
            };
            _failurePoint?.Invoke(EnginePoint.SpawnStarts);
            var result = _processes.Launch(request);
            _failurePoint?.Invoke(EnginePoint.Spawned);
            return result;
        }
        catch (Exception error) when (error is SecretNotFoundException or ArgumentException or UnauthorizedAccessException)
        {
            return LaunchResult.Failed(new StartError(error.Message));
        }
        catch (IOException error)
        {
            return LaunchResult.Failed(new StartError(error.Message, isTransient: true));
        }
    }

    private AttemptPaths Prepare(LaunchOrder order)
    {
        var paths = _folders.Locate(order.AttemptId);
        return order.IsAgain && Directory.Exists(paths.WorkFolder) ? paths : _folders.Create(order.AttemptId);
    }

    private static IEnumerable<KeyValuePair<string, string>> JobVariables(LaunchOrder order)
    {
        IEnumerable<KeyValuePair<string, string>> variables = order.Spec.Env ?? new Dictionary<string, string>();
        if (order.Spec.Array?.Tasks is { } table)
        {
            // A row is about this child alone, so it counts more than what all children share.
            variables = variables.Concat(table.Columns.Zip(table.Rows[order.Index], (name, value) => new KeyValuePair<string, string>(name, value)));
        }

        return order.Secrets is null ? variables : variables.Concat(order.Secrets.Read());
    }

    private static IEnumerable<KeyValuePair<string, string>> ContractVariables(LaunchOrder order) =>
    [
        new(RuntimeVariables.JobId, order.JobId),
        new(RuntimeVariables.ArrayIndex, order.Index.ToString(CultureInfo.InvariantCulture)),
        new(RuntimeVariables.ArraySize, order.ArraySize.ToString(CultureInfo.InvariantCulture)),
        new(RuntimeVariables.Attempt, order.Attempt.ToString(CultureInfo.InvariantCulture)),
    ];
}
