using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Submissions;

namespace MultiBatch.TestSupport.InMemory;

/// <summary>
/// The provider of <see cref="InMemoryService"/>. It also holds the client to its side of the contract: a call that breaks it is an
/// <see cref="InvalidOperationException"/>, which nothing is meant to catch.
/// </summary>
public sealed partial class InMemoryBatchProvider(InMemoryService service) : IBatchProvider
{
    public const string ProviderName = "memory";

    private readonly BatchCapabilities _capabilities = DescribeCapabilities(service.Options);

    public string Name => ProviderName;

    public bool IsDisposed { get; private set; }

    public ValueTask<BatchCapabilities> GetCapabilitiesAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_capabilities);
    }

    public async ValueTask<ProviderPlan> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ClientPromises.Check(request);
        if (request.Mode == PlanMode.Connected)
        {
            return await service.CallAsync("Plan", 1, () => service.Planner.Plan(request), cancellationToken);
        }

        return service.Planner.Plan(request);
    }

    public Task<IReadOnlyList<SubmitResult>> SubmitAsync(IReadOnlyList<ProviderSubmission> submissions, CancellationToken cancellationToken)
    {
        ClientPromises.Check(submissions, _capabilities.Rates);
        return service.CallAsync<IReadOnlyList<SubmitResult>>(
            "Submit", submissions.Count, () => submissions.Select(service.Submit).ToList(), cancellationToken);
    }

    public Task<SubmissionLookup> FindSubmissionAsync(SubmissionKey key, CancellationToken cancellationToken) =>
        service.CallAsync("FindSubmission", 1, () => service.FindSubmission(key), cancellationToken);

    public Task<IReadOnlyList<Job?>> GetJobsAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        ClientPromises.Check("get", references.Count, _capabilities.Rates.GetBatchSize);
        return service.CallAsync<IReadOnlyList<Job?>>("GetJobs", references.Count, () => references.Select(service.Get).ToList(), cancellationToken);
    }

    public Task<Page<Job>> ListJobsAsync(JobQuery query, string? continuationToken, CancellationToken cancellationToken) =>
        service.CallAsync("ListJobs", 1, () => service.List(query, continuationToken), cancellationToken);

    public Task<IReadOnlyList<BatchException?>> StopJobsAsync(IReadOnlyList<JobReference> references, string reason, CancellationToken cancellationToken)
    {
        ClientPromises.Check("stop", references.Count, _capabilities.Rates.StopBatchSize);
        ClientPromises.CheckReason(reason);
        return service.CallAsync<IReadOnlyList<BatchException?>>(
            "StopJobs", references.Count, () => references.Select(reference => service.Stop(reference, reason)).ToList(), cancellationToken);
    }

    public Task<LogPage> ReadLogAsync(LogRequest request, CancellationToken cancellationToken) =>
        service.CallAsync("ReadLog", 1, () => service.ReadLog(request), cancellationToken);

    public object? GetService(Type serviceType)
    {
        ArgumentNullException.ThrowIfNull(serviceType);

        // A service without environments or queues, for which the client keeps them, still judges them.
        return Services().Any(pair => pair.Interface == serviceType && pair.IsThere) || serviceType == typeof(InMemoryBatchProvider) ? this
            : serviceType == typeof(InMemoryService) ? service
            : null;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    private IEnumerable<(Type Interface, bool IsThere)> Services()
    {
        var options = service.Options;
        yield return (typeof(IEnvironmentPlanner), options.Supports(BatchFeature.Environments));
        yield return (typeof(IEnvironmentProvider), options.LevelOf(BatchFeature.Environments) == SupportLevel.Native);
        yield return (typeof(IQueuePlanner), options.Supports(BatchFeature.Queues));
        yield return (typeof(IQueueProvider), options.LevelOf(BatchFeature.Queues) == SupportLevel.Native);
        yield return (typeof(IDefinitionProvider), options.LevelOf(BatchFeature.Definitions) == SupportLevel.Native);
        yield return (typeof(IRestartProvider), options.LevelOf(BatchFeature.Restart) == SupportLevel.Native);
        yield return (typeof(IJobSpecProvider), options.Supports(BatchFeature.Restart) && options.LevelOf(BatchFeature.Restart) != SupportLevel.Native);
        yield return (typeof(IDiagnosisProvider), options.Supports(BatchFeature.Diagnosis));
    }

    private static BatchCapabilities DescribeCapabilities(InMemoryOptions options)
    {
        var levels = BatchCapabilities.AllFeatures.ToDictionary(feature => feature, feature => new FeatureSupport(LevelOf(feature), "simulated"));
        return new BatchCapabilities(ProviderName, levels)
        {
            Limits = options.Limits,
            Rates = options.Rates with { SettleTime = options.LookupDelay },
            AttemptHistory = options.AttemptHistory,
            Logs = !options.Supports(BatchFeature.Logs) ? null : new LogCapabilities
            {
                Fidelity = options.LogFidelity,
                SeparateStreams = options.Supports(BatchFeature.SeparateStreams),
                PerAttempt = options.Supports(BatchFeature.LogsPerAttempt),
            },
        };

        // The simulation holds nothing to its vCPUs or memory, and sells no machines.
        SupportLevel LevelOf(BatchFeature feature) =>
            feature is BatchFeature.CpuLimit or BatchFeature.MemoryLimit or BatchFeature.Quotas or BatchFeature.Prices
                ? SupportLevel.Unsupported
                : options.LevelOf(feature);
    }
}
