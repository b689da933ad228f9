using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Queues;
using MultiBatch.TestSupport.InMemory.Planning;
using MultiBatch.TestSupport.InMemory.Reading;
using MultiBatch.TestSupport.InMemory.Simulation;

namespace MultiBatch.TestSupport.InMemory;

/// <summary>
/// A simulated batch service: what several <see cref="InMemoryBatchProvider"/>s, as clients on several machines, are connected to.
/// Nothing moves by itself: each call first lets happen what was due by the clock, so a test that moves the clock decides everything.
/// Thread-safe.
/// </summary>
public sealed partial class InMemoryService
{
    public const string DefaultQueue = "default";

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly Simulator _simulator;
    private readonly JobViews _views;
    private readonly StaleViews _staleGets;
    private readonly StaleViews _staleLists;
    private readonly List<InMemoryCall> _calls = [];

    public InMemoryService(TimeProvider clock, InMemoryOptions? options = null)
    {
        _clock = clock;
        Options = options ?? new InMemoryOptions();
        _simulator = new Simulator(clock, Options, World);
        _views = new JobViews(Options);
        _staleGets = new StaleViews(Options.StaleReads);
        _staleLists = new StaleViews(Options.StaleReads);
        Planner = new JobPlanner(Options, FindQueueProblem, FindQueueOf);
        if (Options.HasDefaultQueue)
        {
            var environment = new EnvironmentRecord(new ComputeEnvironmentSpec { Name = DefaultQueue, MaxVCpus = Options.DefaultVCpus });
            _environments.Add(DefaultQueue, environment);
            _queues.Add(DefaultQueue, new QueueRecord(new JobQueueSpec { Name = DefaultQueue, Environments = [DefaultQueue] }, [environment]));
        }
    }

    public InMemoryOptions Options { get; }

    /// <summary>Gates, marks, files and secrets.</summary>
    public InMemoryWorld World { get; } = new();

    /// <summary>Called when a call arrives, before anything is done. What it throws is what the caller sees: the request was lost or refused.</summary>
    public Func<InMemoryCall, Task>? BeforeCall { get; set; }

    /// <summary>Called when a call has been carried out, before its reply. What it throws is what the caller sees: the reply was lost.</summary>
    public Func<InMemoryCall, Task>? AfterCall { get; set; }

    /// <summary>Asked for each submit and each stop of a batch, by operation and by submission id or reference; the error of that item alone.</summary>
    public Func<string, string, BatchException?>? ItemFault { get; set; }

    /// <summary>When set, the next submit of an array breaks off after this many children, and its reply is lost.</summary>
    public int? BreakNextSubmitAfter { get; set; }

    /// <summary>The calls that arrived, in order.</summary>
    public IReadOnlyList<InMemoryCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return _calls.ToArray();
            }
        }
    }

    internal JobPlanner Planner { get; }

    /// <summary>Lets happen what is due, as any call does.</summary>
    public void CatchUp()
    {
        lock (_gate)
        {
            _simulator.CatchUp();
        }
    }

    /// <summary>Takes the machine of a running job, or child, away.</summary>
    public void Preempt(JobReference reference) => Lose(reference, JobCause.Preempted);

    /// <summary>Takes the machine of the latest job of a name, or of its child of this original index, away. False when it does not run.</summary>
    public bool TryPreempt(string name, int? index)
    {
        lock (_gate)
        {
            _simulator.CatchUp();
            var task = _order.FindLast(job => job.Spec.Name == name)?.Tasks
                .FirstOrDefault(task => (index is null || (task.Job.Request.RestartIndexes?[task.Index] ?? task.Index) == index) && task.State == JobState.Running);
            if (task is null)
            {
                return false;
            }

            _simulator.Lose(task, JobCause.Preempted);
            return true;
        }
    }

    /// <summary>Loses the machine of a running job, or child.</summary>
    public void LoseHost(JobReference reference) => Lose(reference, JobCause.HostLost);

    /// <summary>Carries out a call: lets happen what was due, then does <paramref name="action"/> in one piece.</summary>
    internal async Task<T> CallAsync<T>(string operation, int items, Func<T> action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new InMemoryCall(operation, items, _clock.GetUtcNow());
        lock (_gate)
        {
            _calls.Add(call);
        }

        await (BeforeCall?.Invoke(call) ?? Task.CompletedTask);
        T result;
        lock (_gate)
        {
            _simulator.CatchUp();
            result = action();
        }

        await (AfterCall?.Invoke(call) ?? Task.CompletedTask);
        return result;
    }

    private void Lose(JobReference reference, JobCause cause)
    {
        lock (_gate)
        {
            _simulator.CatchUp();
            foreach (var task in FindTasks(reference))
            {
                _simulator.Lose(task, cause);
            }
        }
    }
}
