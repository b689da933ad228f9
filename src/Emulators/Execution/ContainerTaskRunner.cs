using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Logs;

namespace MultiBatch.Emulators.Execution;

/// <summary>
/// Runs tasks in containers: the process that the engine starts and watches is the runtime's own command, which gives the task's output and exit code
/// and passes signals on. What is left when it has gone is removed.
/// </summary>
internal sealed class ContainerTaskRunner : ITaskRunner
{
    private const string NameVariable = "EMULATOR_CONTAINER";

    // The runtime's own failures, and a task that was killed.
    private const int RuntimeFailed = 125;
    private const int NotExecutable = 126;
    private const int NotFound = 127;
    private const int Killed = 137;

    // Beginnings of variables that mean something to the runtime's command itself. Given to the container as text, not handed through; none is a place for a secret.
    private static readonly string[] OfTheHost = ["PATH", "HOME", "USER", "LD_", "XDG_", "CONTAINER", "DOCKER_", "PODMAN_", "STORAGE_", "TMPDIR", "BUILDAH_"];

    private readonly ProcessTaskRunner _processes;
    private readonly ContainerRuntime _runtime;

    // The engine gives its processes little of the host's environment; the runtime's command needs what leads it to its settings and its store.
    private readonly List<KeyValuePair<string, string>> _hostVariables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? string.Empty))
        .Where(pair => IsOfTheHost(pair.Key) && pair.Key != "PATH" && !pair.Key.StartsWith("LD_", StringComparison.Ordinal)).ToList();

    private readonly ILogger _logger;
    private readonly ConditionalWeakTable<TaskTemplate, TaskTemplate> _templates = [];
    private readonly ConcurrentDictionary<TaskRun, (TaskRun Process, string Name)> _runs = new();
    private readonly ConcurrentDictionary<Task, byte> _ending = new();

    public ContainerTaskRunner(ProcessTaskRunner processes, ContainerRuntime runtime, ILogger logger)
    {
        _processes = processes;
        _runtime = runtime;
        _logger = logger;
    }

    /// <summary>Why tasks of a template cannot run in a container; null when they can.</summary>
    public static string? Problem(IEnumerable<string> secretNames) => secretNames.FirstOrDefault(IsOfTheHost) is { } name
        ? $"CannotCreateContainerError: a secret cannot be given as {name} here: the container runtime's own command would take it"
        : null;

    public void Start(TaskRun run)
    {
        var name = "multibatch-" + Guid.NewGuid().ToString("n");
        TaskRun? process = null;
        process = new TaskRun
        {
            Template = _templates.GetValue(run.Template, TemplateOf),
            Variables = new Dictionary<string, string>(run.Variables, StringComparer.Ordinal) { [NameVariable] = name },
            Started = run.Started,
            Ended = end =>
            {
                var ending = EndAsync(run, process!, name, end);
                _ending.TryAdd(ending, 0);
                ending.ContinueWith(done => _ending.TryRemove(done, out _), TaskScheduler.Default);
            },
        };
        _runs[run] = (process, name);
        _processes.Start(process);
    }

    public void Stop(TaskRun run)
    {
        if (_runs.TryGetValue(run, out var started))
        {
            _processes.Stop(started.Process);
        }
    }

    public Task<TaskOutput> ReadAsync(TaskRun run, LogStreamKind stream, string? token, CancellationToken cancellationToken) =>
        _runs.TryGetValue(run, out var started)
            ? _processes.ReadAsync(started.Process, stream, token, cancellationToken)
            : Task.FromResult(new TaskOutput([], token, IsComplete: false));

    public async ValueTask DisposeAsync()
    {
        await _processes.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_ending.Keys).ConfigureAwait(false);

        // The engine ended the commands; the containers of those that had no time to pass the signal on are still there.
        await Task.WhenAll(_runs.Where(pair => pair.Key.EndedAt is null).Select(pair => _runtime.RemoveAsync(pair.Value.Name, CancellationToken.None))).ConfigureAwait(false);
    }

    private async Task EndAsync(TaskRun run, TaskRun process, string name, TaskEnd end)
    {
        try
        {
            if (end.ExitCode == Killed && !process.IsStopping)
            {
                var inspected = await _runtime.RunAsync(["inspect", "--format", "{{.State.OOMKilled}}", name], CancellationToken.None).ConfigureAwait(false);
                end = end with { IsOutOfMemory = inspected.Output.Trim() == "true" };
            }
            else if (end.ExitCode is RuntimeFailed or NotExecutable or NotFound && await FindProblemAsync(process).ConfigureAwait(false) is { } problem)
            {
                end = end with { ExitCode = null, StartError = problem };
            }

            await _runtime.RemoveAsync(name, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The task has ended, whatever the clearing up comes to.
        catch (Exception error)
#pragma warning restore CA1031
        {
            EmulatorLog.Failed(_logger, error);
        }

        run.EndedAt = end.Time;
        run.Ended(end);
    }

    /// <summary>What the runtime said when it could not start a container; null when the task itself ended with that code.</summary>
    private async Task<string?> FindProblemAsync(TaskRun process)
    {
        var output = await _processes.ReadAsync(process, LogStreamKind.Output, null, CancellationToken.None).ConfigureAwait(false);
        var last = string.Concat(output.Lines.Select(line => Encoding.UTF8.GetString(line.Bytes.Span))).TrimEnd().Split('\n')[^1];
        if (!last.StartsWith("Error:", StringComparison.Ordinal) && !last.StartsWith("docker:", StringComparison.Ordinal) && !last.Contains("OCI runtime", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var isPull = last.Contains("OCI runtime", StringComparison.OrdinalIgnoreCase) ? false
            : last.Contains("image", StringComparison.OrdinalIgnoreCase) || last.Contains("initializing source", StringComparison.Ordinal) || last.Contains("manifest", StringComparison.Ordinal);
        return (isPull ? "CannotPullContainerError: " : "CannotStartContainerError: ") + last;
    }

    private TaskTemplate TemplateOf(TaskTemplate template)
    {
        var container = template.Container ?? throw new InvalidOperationException("The template has no container.");
        List<string> command =
        [
            "/bin/sh", "-c", $"name=${NameVariable}; unset {NameVariable}; exec \"$0\" run --name \"$name\" \"$@\"", _runtime.Program, "--network", "host",
        ];
        if (container.VCpus is { } vCpus)
        {
            command.AddRange(["--cpus", vCpus.ToString(CultureInfo.InvariantCulture)]);
        }

        if (container.MemoryMiB is { } memory)
        {
            command.AddRange(["--memory", memory.ToString("0", CultureInfo.InvariantCulture) + "m"]);
        }

        if (container.User is { } user)
        {
            command.AddRange(["--user", user]);
        }

        command.AddRange(container.HasInit ? ["--init"] : []);
        command.AddRange(container.HasReadOnlyRoot ? ["--read-only"] : []);
        foreach (var (source, target, isReadOnly) in container.Mounts)
        {
            command.AddRange(["--volume", $"{source}:{target}{(isReadOnly ? ":ro" : string.Empty)}"]);
        }

        // By name, so that no value is seen on a command line; the variables of single runs are the service's own and fit too.
        foreach (var name in template.Variables.Keys.Where(IsOfTheHost))
        {
            command.AddRange(["--env", $"{name}={template.Variables[name]}"]);
        }

        foreach (var name in template.Variables.Keys.Where(name => !IsOfTheHost(name)).Concat(template.SecretFiles.Keys).Concat(template.RunVariables))
        {
            command.AddRange(["--env", name]);
        }

        return new TaskTemplate
        {
            Name = template.Name,
            Command = [.. command, container.Image, .. template.Command],
            Variables = template.Variables.Where(pair => !IsOfTheHost(pair.Key)).Concat(_hostVariables).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
            SecretFiles = template.SecretFiles,
        };
    }

    private static bool IsOfTheHost(string name) => OfTheHost.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal));
}
