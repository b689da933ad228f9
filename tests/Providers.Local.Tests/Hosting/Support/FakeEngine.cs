using System.Collections.Concurrent;
using MultiBatch.Definitions;
using MultiBatch.Diagnosis;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Tests.Hosting.Support;

/// <summary>An engine that keeps its jobs in memory, never runs them, and does what the test says at each operation.</summary>
internal sealed class FakeEngine : ILocalEngine, IEngineHealth
{
    public ConcurrentQueue<SubmitItem> Submitted { get; } = new();

    /// <summary>Runs before a submit is accepted.</summary>
    public Func<SubmitRequest, CancellationToken, Task> OnSubmit { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs before jobs are described.</summary>
    public Func<GetJobsRequest, CancellationToken, Task> OnGetJobs { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs before the engine ends.</summary>
    public Func<ShutdownRequest, CancellationToken, Task> OnShutdown { get; set; } = (_, _) => Task.CompletedTask;

    public Func<ReadLogRequest, ReadLogReply> OnReadLog { get; set; } = _ => throw new NotSupportedException();

    public bool IsIdle { get; set; } = true;

    public BatchException? Failure { get; set; }

    public List<ShutdownRequest> Shutdowns { get; } = [];

    public bool IsDisposed { get; private set; }

    public static Job JobOf(string submissionId) => new()
    {
        Reference = new JobReference("local", submissionId) { Queue = "default" },
        State = JobState.Queued,
    };

    public static SubmitRequest SubmitOf(params string[] submissionIds) => new()
    {
        Items = [.. submissionIds.Select(id => new SubmitItem { SubmissionId = id, Spec = new JobSpec { Name = id, Command = ["true"] } })],
    };

    public async Task<SubmitReply> SubmitAsync(SubmitRequest request, CancellationToken cancellationToken)
    {
        await OnSubmit(request, cancellationToken);
        foreach (var item in request.Items)
        {
            Submitted.Enqueue(item);
        }

        return new SubmitReply { Items = [.. request.Items.Select(item => new SubmitOutcome { Job = JobOf(item.SubmissionId) })] };
    }

    public async Task<GetJobsReply> GetJobsAsync(GetJobsRequest request, CancellationToken cancellationToken)
    {
        await OnGetJobs(request, cancellationToken);
        return new GetJobsReply { Jobs = [.. request.References.Select(reference => JobOf(reference.Id))] };
    }

    public Task<EngineStatus> GetStatusAsync(CancellationToken cancellationToken) => Task.FromResult(new EngineStatus
    {
        Protocol = EngineProtocol.Version,
        ProductVersion = "0",
        ProcessId = Environment.ProcessId,
        StartedAt = DateTimeOffset.UnixEpoch,
        StateFolder = "state",
        Machine = new MachineFacts { HostName = "host", VCpus = 2, MemoryBytes = 1, IsWindows = false },
        Traits = new EngineTraits
        {
            Launcher = "none",
            SurvivesEngine = false,
            GentleStop = false,
            LimitsMemory = false,
            LimitsCpu = false,
            DetectsOutOfMemory = false,
            LimitsExplanation = "nothing runs",
            StopGrace = TimeSpan.Zero,
        },
        Jobs = Submitted.Count,
        Blocked = 0,
        Queued = 0,
        Running = 0,
        Ended = 0,
        IsIdle = IsIdle,
    });

    public Task<ReadLogReply> ReadLogAsync(ReadLogRequest request, CancellationToken cancellationToken) => Task.FromResult(OnReadLog(request));

    public async Task ShutdownAsync(ShutdownRequest request, CancellationToken cancellationToken)
    {
        await OnShutdown(request, cancellationToken);
        Shutdowns.Add(request);
    }

    public Task DeleteQueueAsync(NameRequest request, CancellationToken cancellationToken) => throw new BatchException(
        BatchErrorCode.Conflict, $"Queue '{request.Name}' has jobs.")
    {
        IsTransient = true,
        RetryAfter = TimeSpan.FromMilliseconds(1500),
        Effect = BatchEffect.Applied,
        Resource = request.Name,
        Provider = "local",
        NativeCode = "Busy",
        RequestId = "r-1",
    };

    public Task<QueuesReply> ListQueuesAsync(ListRequest request, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("a bug");

    public Task<Placement> GetPlacementAsync(PlacementRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<FindReply> FindSubmissionAsync(FindRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new FindReply
        {
            Job = Submitted.Any(item => item.SubmissionId == request.SubmissionId) ? JobOf(request.SubmissionId) : null,
        });

    public Task<ListJobsReply> ListJobsAsync(ListJobsRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StopReply> StopJobsAsync(StopRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SecretSourcesReply> GetSecretSourcesAsync(SecretSourcesRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<RestartReply> RestartAsync(RestartRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<JobDiagnosis> DiagnoseAsync(DiagnoseRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ComputeEnvironment> PutEnvironmentAsync(PutEnvironmentRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task DeleteEnvironmentAsync(NameRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<EnvironmentsReply> ListEnvironmentsAsync(ListRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<JobQueue> PutQueueAsync(PutQueueRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<JobDefinition> RegisterDefinitionAsync(RegisterDefinitionRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task DeregisterDefinitionAsync(DefinitionRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<FindDefinitionReply> FindDefinitionAsync(DefinitionRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<DefinitionsReply> ListDefinitionsAsync(ListRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return default;
    }
}
