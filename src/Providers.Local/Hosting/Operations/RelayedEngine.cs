using MultiBatch.Definitions;
using MultiBatch.Diagnosis;
using MultiBatch.Environments;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Hosting.Operations;

/// <summary>An engine whose calls go wherever the engine of the moment is.</summary>
internal sealed class RelayedEngine : ILocalEngine
{
    private readonly IEngineRelay _relay;

    public RelayedEngine(IEngineRelay relay) => _relay = relay;

    public Task<EngineStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.GetStatus, Nothing.Instance, cancellationToken);

    public Task<Placement> GetPlacementAsync(PlacementRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.GetPlacement, request, cancellationToken);

    public Task<SubmitReply> SubmitAsync(SubmitRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.Submit, request, cancellationToken);

    public Task<FindReply> FindSubmissionAsync(FindRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.FindSubmission, request, cancellationToken);

    public Task<GetJobsReply> GetJobsAsync(GetJobsRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.GetJobs, request, cancellationToken);

    public Task<ListJobsReply> ListJobsAsync(ListJobsRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.ListJobs, request, cancellationToken);

    public Task<StopReply> StopJobsAsync(StopRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.StopJobs, request, cancellationToken);

    public Task<SecretSourcesReply> GetSecretSourcesAsync(SecretSourcesRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.GetSecretSources, request, cancellationToken);

    public Task<RestartReply> RestartAsync(RestartRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.Restart, request, cancellationToken);

    public Task<ReadLogReply> ReadLogAsync(ReadLogRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.ReadLog, request, cancellationToken);

    public Task<JobDiagnosis> DiagnoseAsync(DiagnoseRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.Diagnose, request, cancellationToken);

    public Task<ComputeEnvironment> PutEnvironmentAsync(PutEnvironmentRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.PutEnvironment, request, cancellationToken);

    public Task DeleteEnvironmentAsync(NameRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.DeleteEnvironment, request, cancellationToken);

    public Task<EnvironmentsReply> ListEnvironmentsAsync(ListRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.ListEnvironments, request, cancellationToken);

    public Task<JobQueue> PutQueueAsync(PutQueueRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.PutQueue, request, cancellationToken);

    public Task DeleteQueueAsync(NameRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.DeleteQueue, request, cancellationToken);

    public Task<QueuesReply> ListQueuesAsync(ListRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.ListQueues, request, cancellationToken);

    public Task<JobDefinition> RegisterDefinitionAsync(RegisterDefinitionRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.RegisterDefinition, request, cancellationToken);

    public Task DeregisterDefinitionAsync(DefinitionRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.DeregisterDefinition, request, cancellationToken);

    public Task<FindDefinitionReply> FindDefinitionAsync(DefinitionRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.FindDefinition, request, cancellationToken);

    public Task<DefinitionsReply> ListDefinitionsAsync(ListRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.ListDefinitions, request, cancellationToken);

    public Task ShutdownAsync(ShutdownRequest request, CancellationToken cancellationToken) =>
        _relay.InvokeAsync(EngineOperations.Shutdown, request, cancellationToken);

    /// <summary>Does nothing: whoever owns the relay ends it.</summary>
    public ValueTask DisposeAsync() => default;
}
