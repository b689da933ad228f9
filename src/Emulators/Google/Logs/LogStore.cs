using System.Collections.Concurrent;
using System.Globalization;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Logs;

namespace MultiBatch.Emulators.Google.Logs;

/// <summary>What Cloud Logging has; it outlives the jobs. Safe for use by several threads.</summary>
internal sealed class LogStore
{
    private const string Group = "group0";

    private readonly ConcurrentQueue<LogSource> _sources = new();
    private readonly ConcurrentDictionary<string, LogSource> _agents = new(StringComparer.Ordinal);
    private readonly EmulatorQuirks _quirks;
    private readonly string _project;
    private long _ordinal;

    public LogStore(ITaskRunner runner, EmulatorQuirks quirks, string project)
    {
        Runner = runner;
        _quirks = quirks;
        _project = project;
    }

    public ITaskRunner Runner { get; }

    public IReadOnlyCollection<LogSource> Sources => _sources;

    public static string InsertIdOf(LogRecord record) => "e" + record.Ordinal.ToString("x12", CultureInfo.InvariantCulture);

    public long NextOrdinal() => Interlocked.Increment(ref _ordinal);

    /// <summary>The label task_id of a step.</summary>
    public string TaskIdOf(JobEntry job, int index, int attempt, int step)
    {
        var task = string.Create(CultureInfo.InvariantCulture, $"{job.Uid}-{Group}-{index}");
        return _quirks.IsOn(GoogleQuirks.TaskIdIsPath) ? string.Create(CultureInfo.InvariantCulture, $"task/{task}/{attempt}/{step}") : task;
    }

    /// <summary>Takes the output of a step.</summary>
    public void Add(JobEntry job, int index, AttemptEntry attempt, RunnableTerms runnable, TaskRun run)
    {
        foreach (var stream in new[] { LogStreamKind.Output, LogStreamKind.Error })
        {
            var labels = LabelsOf(job);
            labels["hostname"] = attempt.Machine[(attempt.Machine.LastIndexOf('/') + 1)..];
            labels["task_id"] = TaskIdOf(job, index, attempt.Number, runnable.Index);
            labels["runnable_index"] = runnable.Index.ToString(CultureInfo.InvariantCulture);
            foreach (var (name, value) in runnable.Labels)
            {
                labels.TryAdd(name, value);
            }

            _sources.Enqueue(Make(job, "batch_task_logs", stream == LogStreamKind.Error && _quirks.IsOn(GoogleQuirks.ErrorsBySeverity) ? "ERROR" : "INFO", labels, run, stream));
        }
    }

    /// <summary>Adds what the service's agent on a machine says about a job.</summary>
    public void AddAgentLine(JobEntry job, string text, DateTimeOffset time)
    {
        if (!job.Terms.IsLogged && _quirks.IsOn(GoogleQuirks.LogsOnlyWhenAsked))
        {
            return;
        }

        var source = _agents.GetOrAdd(job.Uid, _ =>
        {
            var made = Make(job, "batch_agent_logs", "INFO", LabelsOf(job), run: null, LogStreamKind.All);
            _sources.Enqueue(made);
            return made;
        });
        source.Add(text, time, NextOrdinal());
    }

    private static Dictionary<string, string> LabelsOf(JobEntry job) => new(job.Terms.Labels, StringComparer.Ordinal)
    {
        ["job_uid"] = job.Uid,
        ["task_group_name"] = $"{job.NumberedName}/taskGroups/{Group}",
    };

    private LogSource Make(JobEntry job, string log, string severity, Dictionary<string, string> labels, TaskRun? run, LogStreamKind stream) => new(run, stream)
    {
        LogName = $"projects/{_project}/logs/{log}",
        Severity = severity,
        ResourceType = job.Terms.UsesGenericResource ? "generic_task" : "batch.googleapis.com/Job",
        ResourceLabels = job.Terms.UsesGenericResource
            ? new Dictionary<string, string> { ["project_id"] = _project, ["location"] = job.Location, ["namespace"] = job.Uid, ["job"] = job.Id, ["task_id"] = labels.GetValueOrDefault("task_id") ?? string.Empty }
            : new Dictionary<string, string> { ["resource_container"] = job.NumberedName[..job.NumberedName.IndexOf("/locations/", StringComparison.Ordinal)], ["location"] = job.Location, ["job_id"] = job.Id },
        Labels = labels,
    };
}
