using System.Collections.Concurrent;
using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Submissions;

namespace MultiBatch.Client.Tests.Fakes;

/// <summary>A provider that does what a test says, call by call. As it is: accepts everything, knows no jobs, and counts.</summary>
internal sealed class ScriptedProvider : IBatchProvider
{
    public const string ProviderName = "scripted";

    private readonly ConcurrentDictionary<Type, object> _services = new();

    public string Name => ProviderName;

    public ServiceRates Rates { get; set; } = new();

    public BatchLimits Limits { get; set; } = new();

    public LogCapabilities? Logs { get; set; } = new() { Fidelity = LogFidelity.Bytes, SeparateStreams = true, PerAttempt = true };

    public Dictionary<BatchFeature, FeatureSupport> Features { get; } =
        BatchCapabilities.AllFeatures.ToDictionary(feature => feature, _ => new FeatureSupport(SupportLevel.Native));

    public Func<PlanRequest, ProviderPlan> OnPlan { get; set; } = Accept;

    public Func<IReadOnlyList<ProviderSubmission>, CancellationToken, Task<IReadOnlyList<SubmitResult>>> OnSubmit { get; set; } =
        (submissions, _) => Task.FromResult<IReadOnlyList<SubmitResult>>(submissions.Select(Accepted).ToList());

    public Func<SubmissionKey, CancellationToken, Task<SubmissionLookup>> OnFind { get; set; } =
        (_, _) => Task.FromResult(new SubmissionLookup { Status = SubmissionStatus.Absent });

    public Func<IReadOnlyList<JobReference>, CancellationToken, Task<IReadOnlyList<Job?>>> OnGet { get; set; } =
        (references, _) => Task.FromResult<IReadOnlyList<Job?>>(new Job?[references.Count]);

    public Func<JobQuery, string?, Page<Job>> OnList { get; set; } = (_, _) => new Page<Job>([], null);

    public Func<IReadOnlyList<JobReference>, IReadOnlyList<BatchException?>> OnStop { get; set; } = references => new BatchException?[references.Count];

    public Func<LogRequest, LogPage> OnLog { get; set; } = _ => new LogPage([], "0", true);

    /// <summary>Sizes of the calls, in order, by operation.</summary>
    public ConcurrentQueue<(string Operation, int Items)> Calls { get; } = new();

    public bool IsDisposed { get; private set; }

    public static Job NewJob(string id, JobState state = JobState.Submitted, int attempt = 0) =>
        new() { Reference = new JobReference(ProviderName, id), State = state, Attempt = attempt };

    public static SubmitResult Accepted(ProviderSubmission submission) => SubmitResult.Succeeded(submission.Key.Id, JobOf(submission.Key));

    public static Job JobOf(SubmissionKey key) => NewJob(key.Id.ToString()) with { Name = key.JobName, Queue = key.Queue, SubmissionId = key.Id.ToString() };

    public static ProviderPlan Accept(PlanRequest request)
    {
        var fields = new DispositionList(request.Spec);
        fields.ForEachBelow(string.Empty, pointer => FieldDisposition.Honored(pointer));
        return new ProviderPlan(request, fields.Complete(ProviderName), () => []);
    }

    public int Count(string operation) => Calls.Count(call => call.Operation == operation);

    public ScriptedProvider With<T>(T service)
        where T : class
    {
        _services[typeof(T)] = service;
        return this;
    }

    public ValueTask<BatchCapabilities> GetCapabilitiesAsync(CancellationToken cancellationToken) =>
        new(new BatchCapabilities(Name, Features) { Rates = Rates, Limits = Limits, Logs = Logs });

    public ValueTask<ProviderPlan> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        Calls.Enqueue(("plan", 1));
        return new(OnPlan(request));
    }

    public Task<IReadOnlyList<SubmitResult>> SubmitAsync(IReadOnlyList<ProviderSubmission> submissions, CancellationToken cancellationToken)
    {
        Calls.Enqueue(("submit", submissions.Count));
        return OnSubmit(submissions, cancellationToken);
    }

    public Task<SubmissionLookup> FindSubmissionAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        Calls.Enqueue(("find", 1));
        return OnFind(key, cancellationToken);
    }

    public Task<IReadOnlyList<Job?>> GetJobsAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        Calls.Enqueue(("get", references.Count));
        return OnGet(references, cancellationToken);
    }

    public Task<Page<Job>> ListJobsAsync(JobQuery query, string? continuationToken, CancellationToken cancellationToken)
    {
        Calls.Enqueue(("list", 1));
        return Run(() => OnList(query, continuationToken));
    }

    public Task<IReadOnlyList<BatchException?>> StopJobsAsync(IReadOnlyList<JobReference> references, string reason, CancellationToken cancellationToken)
    {
        Calls.Enqueue(("stop", references.Count));
        return Run(() => OnStop(references));
    }

    public Task<LogPage> ReadLogAsync(LogRequest request, CancellationToken cancellationToken)
    {
        Calls.Enqueue(("log", 1));
        return Run(() => OnLog(request));
    }

    public object? GetService(Type serviceType) => _services.GetValueOrDefault(serviceType);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    private static Task<T> Run<T>(Func<T> action)
    {
        try
        {
            return Task.FromResult(action());
        }
        catch (BatchException error)
        {
            return Task.FromException<T>(error);
        }
    }
}
