using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Providers.Local;
using MultiBatch.Queues;
using MultiBatch.Submissions;

namespace MultiBatch.Emulators.Execution;

/// <summary>Runs tasks as processes of this host, on a local engine in a folder of its own.</summary>
internal sealed class ProcessTaskRunner : ITaskRunner
{
    private const string Name = "emulator";
    private const int LargestBatch = 1000;

    // An engine in the same process is asked what has become of the few tasks that run: cheap, and quick answers keep short jobs short.
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(60);

    private static readonly IReadOnlyDictionary<string, JsonElement> FastStart = new Dictionary<string, JsonElement>
    {
        ["local"] = JsonDocument.Parse("""{"start":"fast"}""").RootElement.Clone(),
    };

    private readonly Channel<(TaskRun Run, bool IsStop)> _orders = Channel.CreateUnbounded<(TaskRun, bool)>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<TaskRun> _live = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly LocalBatchProvider _engine;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private Task _loop = Task.CompletedTask;

    private ProcessTaskRunner(LocalBatchProvider engine, TimeProvider time, ILogger logger)
    {
        _engine = engine;
        _time = time;
        _logger = logger;
    }

    /// <summary>Opens an engine and begins to take orders.</summary>
    /// <param name="folder">The folder of its state.</param>
    /// <param name="most">The most processes at the same time.</param>
    /// <param name="grace">Between the request to end and the kill.</param>
    /// <param name="options">Clock and loggers.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ProcessTaskRunner> OpenAsync(string folder, int most, TimeSpan grace, EmulatorOptions options, CancellationToken cancellationToken)
    {
        // The engine keeps real time: its processes do.
        var engine = new LocalBatchProvider(
            new LocalBatchOptions { StateDirectory = folder, HostMode = HostMode.InProcess, StopGrace = grace },
            new ProviderContext { LoggerFactory = options.LoggerFactory });
        await engine.CreateEnvironmentAsync(new ComputeEnvironmentSpec { Name = Name, MaxVCpus = most }, cancellationToken).ConfigureAwait(false);
        await engine.CreateQueueAsync(new JobQueueSpec { Name = Name, Environments = [Name] }, cancellationToken).ConfigureAwait(false);
        var runner = new ProcessTaskRunner(engine, options.TimeProvider, options.LoggerFactory.CreateLogger("MultiBatch.Emulators.Tasks"));
        runner._loop = Task.Run(runner.RunAsync, CancellationToken.None);
        return runner;
    }

    public void Start(TaskRun run) => _orders.Writer.TryWrite((run, false));

    public void Stop(TaskRun run) => _orders.Writer.TryWrite((run, true));

    public async Task<TaskOutput> ReadAsync(TaskRun run, LogStreamKind stream, string? token, CancellationToken cancellationToken)
    {
        if (run.Reference is not { } reference)
        {
            return new TaskOutput([], token, IsComplete: false);
        }

        var page = await _engine.ReadLogAsync(new LogRequest { Job = reference, Stream = stream, Token = token, MaxBytes = 1024 * 1024 }, cancellationToken)
            .ConfigureAwait(false);
        return new TaskOutput(page.Entries, page.NextToken, page.IsComplete);
    }

    public async ValueTask DisposeAsync()
    {
        _orders.Writer.TryComplete();
        await _closing.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);

        // Nothing that an emulator started goes on without it.
        var references = _live.Select(run => run.Reference).OfType<JobReference>().ToList();
        if (references.Count > 0)
        {
            await _engine.StopJobsAsync(references, "The emulator has ended.", CancellationToken.None).ConfigureAwait(false);
            while ((await _engine.GetJobsAsync(references, CancellationToken.None).ConfigureAwait(false)).Any(job => job?.State.IsTerminal() == false))
            {
                await Task.Delay(LongestLook, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
            }
        }

        await _engine.DisposeAsync().ConfigureAwait(false);
        _closing.Dispose();
    }

    private async Task RunAsync()
    {
        var pause = ShortestLook;
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var isBusy = await TakeOrdersAsync().ConfigureAwait(false);
                isBusy |= await LookAsync().ConfigureAwait(false);
                pause = isBusy ? ShortestLook : TimeSpan.FromTicks(Math.Min(LongestLook.Ticks, pause.Ticks * 5 / 4));
                await WaitAsync(pause).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The loop is all there is: it reports and goes on.
            catch (Exception error)
#pragma warning restore CA1031
            {
                EmulatorLog.Failed(_logger, error);
                await Task.Delay(LongestLook, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits for an order; with tasks that run, no longer than a pause.</summary>
    private async Task WaitAsync(TimeSpan pause)
    {
        if (_live.Count == 0)
        {
            await _orders.Reader.WaitToReadAsync(_closing.Token).ConfigureAwait(false);
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        patience.CancelAfter(pause);
        try
        {
            await _orders.Reader.WaitToReadAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_closing.IsCancellationRequested)
        {
            // Time to look.
        }
    }

    private async Task<bool> TakeOrdersAsync()
    {
        List<TaskRun>? starts = null;
        List<TaskRun>? stops = null;
        while ((starts?.Count ?? 0) < LargestBatch && _orders.Reader.TryRead(out var order))
        {
            (order.IsStop ? stops ??= [] : starts ??= []).Add(order.Run);
        }

        if (starts is not null)
        {
            await SubmitAsync(starts).ConfigureAwait(false);
        }

        var stopping = stops?.Where(run => run.Reference is not null && !run.IsStopping).ToList();
        if (stopping is { Count: > 0 })
        {
            stopping.ForEach(run => run.IsStopping = true);
            await _engine.StopJobsAsync(stopping.ConvertAll(run => run.Reference!), "Stopped by the emulator.", _closing.Token).ConfigureAwait(false);
        }

        return starts is not null || stops is not null;
    }

    private async Task SubmitAsync(List<TaskRun> starts)
    {
        var runnable = new List<TaskRun>(starts.Count);
        foreach (var run in starts)
        {
            if (TaskShell.Problem(run.Template.Command[0], run.Template.Variables.GetValueOrDefault("PATH")) is { } problem)
            {
                run.Ended(new TaskEnd { Time = _time.GetUtcNow(), StartError = problem });
            }
            else
            {
                runnable.Add(run);
            }
        }

        foreach (var group in runnable.GroupBy(run => run.Template))
        {
            await SubmitAsync(group.Key, group.ToList()).ConfigureAwait(false);
        }
    }

    /// <summary>Hands the tasks of one template to the engine: one as a job, several as an array with a row for each.</summary>
    private async Task SubmitAsync(TaskTemplate template, List<TaskRun> runs)
    {
        var own = runs[0].Variables.Keys.ToList();
        var env = template.Variables.ToDictionary(pair => TaskShell.AliasOf(pair.Key), pair => pair.Value, StringComparer.Ordinal);
        ArraySpec? array = null;
        if (runs.Count == 1)
        {
            own.ForEach(name => env[TaskShell.AliasOf(name)] = runs[0].Variables[name]);
        }
        else
        {
            array = new ArraySpec { Tasks = new TaskTable(own.ConvertAll(TaskShell.AliasOf), runs.ConvertAll(run => (IReadOnlyList<string>)own.ConvertAll(name => run.Variables[name]))) };
        }

        var id = SubmissionId.New(DateTimeOffset.UtcNow);
        var request = new PlanRequest
        {
            SubmissionId = id,
            Mode = PlanMode.Offline,
            Spec = new JobSpec
            {
                Name = template.Name,
                Queue = Name,
                Command = TaskShell.Wrap(template.Command, template.Variables.Keys.Concat(own).Concat(template.SecretFiles.Keys), joinsOutputs: !template.SeparatesErrors),
                Env = env,
                Secrets = template.SecretFiles.Count == 0 ? null : template.SecretFiles.ToDictionary(pair => TaskShell.AliasOf(pair.Key), pair => new SecretReference("file:" + pair.Value)),
                Array = array,
                Native = FastStart,
            },
        };
        var plan = await _engine.PlanAsync(request, _closing.Token).ConfigureAwait(false);
        var key = new SubmissionKey { Id = id, JobName = template.Name, Queue = Name, ArraySize = array is null ? null : runs.Count };
        var result = (await _engine.SubmitAsync([new ProviderSubmission { Plan = plan, Key = key }], _closing.Token).ConfigureAwait(false))[0];
        for (var index = 0; index < runs.Count; index++)
        {
            if (result.Job is { } job)
            {
                runs[index].Reference = array is null ? job.Reference : job.Reference.Child(index);
                _live.Add(runs[index]);
            }
            else
            {
                runs[index].Ended(new TaskEnd { Time = _time.GetUtcNow(), StartError = "CannotStartContainerError: " + result.Error!.Message });
            }
        }
    }

    /// <summary>Looks at the tasks that run and reports what is new.</summary>
    private async Task<bool> LookAsync()
    {
        var isNew = false;
        for (var first = 0; first < _live.Count;)
        {
            var runs = _live.GetRange(first, Math.Min(LargestBatch, _live.Count - first));
            var jobs = await _engine.GetJobsAsync(runs.ConvertAll(run => run.Reference!), _closing.Token).ConfigureAwait(false);
            for (var place = 0; place < runs.Count; place++)
            {
                isNew |= Report(runs[place], jobs[place]);
            }

            first += runs.Count;
        }

        _live.RemoveAll(run => run.IsEnded);
        return isNew;
    }

    private static bool Report(TaskRun run, Job? job)
    {
        if (job is null)
        {
            return false;
        }

        var isNew = false;
        var attempt = job.Attempts.Count > 0 ? job.Attempts[^1] : null;
        if (!run.IsStarted && attempt?.StartedAt is { } startedAt && attempt.Cause != JobCause.StartError)
        {
            run.IsStarted = isNew = true;
            run.Started(startedAt);
        }

        if (job.State.IsTerminal())
        {
            isNew = true;
            run.EndedAt = job.EndedAt ?? DateTimeOffset.UtcNow;
            run.Ended(new TaskEnd
            {
                Time = run.EndedAt.Value,
                ExitCode = attempt?.ExitCode ?? (attempt?.Signal is { } signal ? 128 + signal : null),
                IsOutOfMemory = job.Cause == JobCause.OutOfMemory,
                StartError = job.Cause == JobCause.StartError ? "CannotStartContainerError: " + job.Reason : null,
            });
        }

        return isNew;
    }
}
