using System.Text.Json.Serialization.Metadata;
using MultiBatch.Definitions;
using MultiBatch.Diagnosis;
using MultiBatch.Environments;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Protocol;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Hosting.Operations;

/// <summary>Every method of <see cref="ILocalEngine"/> as an operation.</summary>
internal static class EngineOperations
{
    public static TypedOperation<Nothing, EngineStatus> GetStatus { get; } =
        Read("status", None, Messages.EngineStatus, static (engine, _, token) => engine.GetStatusAsync(token));

    public static TypedOperation<PlacementRequest, Placement> GetPlacement { get; } =
        Read("placement", Messages.PlacementRequest, Messages.Placement, static (engine, request, token) => engine.GetPlacementAsync(request, token));

    public static TypedOperation<SubmitRequest, SubmitReply> Submit { get; } =
        Change("submit", Messages.SubmitRequest, Messages.SubmitReply, static (engine, request, token) => engine.SubmitAsync(request, token));

    public static TypedOperation<FindRequest, FindReply> FindSubmission { get; } =
        Read("findSubmission", Messages.FindRequest, Messages.FindReply, static (engine, request, token) => engine.FindSubmissionAsync(request, token));

    public static TypedOperation<GetJobsRequest, GetJobsReply> GetJobs { get; } =
        Read("getJobs", Messages.GetJobsRequest, Messages.GetJobsReply, static (engine, request, token) => engine.GetJobsAsync(request, token));

    public static TypedOperation<ListJobsRequest, ListJobsReply> ListJobs { get; } =
        Read("listJobs", Messages.ListJobsRequest, Messages.ListJobsReply, static (engine, request, token) => engine.ListJobsAsync(request, token));

    public static TypedOperation<StopRequest, StopReply> StopJobs { get; } =
        Change("stopJobs", Messages.StopRequest, Messages.StopReply, static (engine, request, token) => engine.StopJobsAsync(request, token));

    public static TypedOperation<SecretSourcesRequest, SecretSourcesReply> GetSecretSources { get; } =
        Read("getSecretSources", Messages.SecretSourcesRequest, Messages.SecretSourcesReply, static (engine, request, token) => engine.GetSecretSourcesAsync(request, token));

    public static TypedOperation<RestartRequest, RestartReply> Restart { get; } =
        Change("restart", Messages.RestartRequest, Messages.RestartReply, static (engine, request, token) => engine.RestartAsync(request, token));

    public static TypedOperation<ReadLogRequest, ReadLogReply> ReadLog { get; } =
        Read("readLog", Messages.ReadLogRequest, Messages.ReadLogReply, static (engine, request, token) => engine.ReadLogAsync(request, token));

    public static TypedOperation<DiagnoseRequest, JobDiagnosis> Diagnose { get; } =
        Read("diagnose", Messages.DiagnoseRequest, Messages.JobDiagnosis, static (engine, request, token) => engine.DiagnoseAsync(request, token));

    public static TypedOperation<PutEnvironmentRequest, ComputeEnvironment> PutEnvironment { get; } =
        Change("putEnvironment", Messages.PutEnvironmentRequest, Messages.ComputeEnvironment, static (engine, request, token) => engine.PutEnvironmentAsync(request, token));

    public static TypedOperation<NameRequest, Nothing> DeleteEnvironment { get; } =
        Change("deleteEnvironment", Messages.NameRequest, static (engine, request, token) => engine.DeleteEnvironmentAsync(request, token));

    public static TypedOperation<ListRequest, EnvironmentsReply> ListEnvironments { get; } =
        Read("listEnvironments", Messages.ListRequest, Messages.EnvironmentsReply, static (engine, request, token) => engine.ListEnvironmentsAsync(request, token));

    public static TypedOperation<PutQueueRequest, JobQueue> PutQueue { get; } =
        Change("putQueue", Messages.PutQueueRequest, Messages.JobQueue, static (engine, request, token) => engine.PutQueueAsync(request, token));

    public static TypedOperation<NameRequest, Nothing> DeleteQueue { get; } =
        Change("deleteQueue", Messages.NameRequest, static (engine, request, token) => engine.DeleteQueueAsync(request, token));

    public static TypedOperation<ListRequest, QueuesReply> ListQueues { get; } =
        Read("listQueues", Messages.ListRequest, Messages.QueuesReply, static (engine, request, token) => engine.ListQueuesAsync(request, token));

    public static TypedOperation<RegisterDefinitionRequest, JobDefinition> RegisterDefinition { get; } =
        Change("registerDefinition", Messages.RegisterDefinitionRequest, Messages.JobDefinition, static (engine, request, token) => engine.RegisterDefinitionAsync(request, token));

    public static TypedOperation<DefinitionRequest, Nothing> DeregisterDefinition { get; } =
        Change("deregisterDefinition", Messages.DefinitionRequest, static (engine, request, token) => engine.DeregisterDefinitionAsync(request, token));

    public static TypedOperation<DefinitionRequest, FindDefinitionReply> FindDefinition { get; } =
        Read("findDefinition", Messages.DefinitionRequest, Messages.FindDefinitionReply, static (engine, request, token) => engine.FindDefinitionAsync(request, token));

    public static TypedOperation<ListRequest, DefinitionsReply> ListDefinitions { get; } =
        Read("listDefinitions", Messages.ListRequest, Messages.DefinitionsReply, static (engine, request, token) => engine.ListDefinitionsAsync(request, token));

    public static TypedOperation<ShutdownRequest, Nothing> Shutdown { get; } =
        Change("shutdown", Messages.ShutdownRequest, static (engine, request, token) => engine.ShutdownAsync(request, token));

    /// <summary>The operations by name.</summary>
    public static IReadOnlyDictionary<string, EngineOperation> All { get; } = new EngineOperation[]
    {
        GetStatus, GetPlacement, Submit, FindSubmission, GetJobs, ListJobs,
        StopJobs, GetSecretSources, Restart, ReadLog, Diagnose, PutEnvironment,
        DeleteEnvironment, ListEnvironments, PutQueue, DeleteQueue, ListQueues, RegisterDefinition,
        DeregisterDefinition, FindDefinition, ListDefinitions, Shutdown,
    }.ToDictionary(operation => operation.Name, StringComparer.Ordinal);

    private static EngineJson Messages => EngineJson.Messages;

    private static JsonTypeInfo<Nothing> None => HostingJson.Default.Nothing;

    private static TypedOperation<TRequest, TReply> Read<TRequest, TReply>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TReply> reply,
        Func<ILocalEngine, TRequest, CancellationToken, Task<TReply>> invoke) =>
        new(name, changes: false, request, reply, invoke);

    private static TypedOperation<TRequest, TReply> Change<TRequest, TReply>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TReply> reply,
        Func<ILocalEngine, TRequest, CancellationToken, Task<TReply>> invoke) =>
        new(name, changes: true, request, reply, invoke);

    private static TypedOperation<TRequest, Nothing> Change<TRequest>(
        string name, JsonTypeInfo<TRequest> request, Func<ILocalEngine, TRequest, CancellationToken, Task> invoke) =>
        new(name, changes: true, request, None, async (engine, message, token) =>
        {
            await invoke(engine, message, token).ConfigureAwait(false);
            return Nothing.Instance;
        });
}
