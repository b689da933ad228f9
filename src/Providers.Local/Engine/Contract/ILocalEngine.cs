using MultiBatch.Definitions;
using MultiBatch.Diagnosis;
using MultiBatch.Environments;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>
/// The engine as its clients see it, in this process or at the other end of a pipe: each operation takes one request and gives one reply,
/// both of which <see cref="EngineJson"/> can write. Safe for calls from several threads.
/// </summary>
/// <remarks>
/// <para>What goes wrong with one item of a batch is in the reply, as an <see cref="EngineError"/>; what goes wrong with a whole request is a
/// <see cref="BatchException"/>.</para>
/// <para>A change has reached the disk when its reply arrives, and so has everything a reply of a read shows: a crash takes back
/// nothing that somebody has seen.</para>
/// <para>References in requests and replies carry no connection; the provider adds its own.</para>
/// </remarks>
internal interface ILocalEngine : IAsyncDisposable
{
    /// <summary>Who the engine is and how busy it is.</summary>
    Task<EngineStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>The queue of a job to be planned, its environments and the predecessors named.</summary>
    Task<Placement> GetPlacementAsync(PlacementRequest request, CancellationToken cancellationToken);

    /// <summary>Accepts jobs. A submission id that is known already gives the job it made.</summary>
    Task<SubmitReply> SubmitAsync(SubmitRequest request, CancellationToken cancellationToken);

    /// <summary>The job a submission made; none when there is none, which is certain.</summary>
    Task<FindReply> FindSubmissionAsync(FindRequest request, CancellationToken cancellationToken);

    /// <summary>Describes jobs, arrays and children.</summary>
    Task<GetJobsReply> GetJobsAsync(GetJobsRequest request, CancellationToken cancellationToken);

    /// <summary>A page of jobs, newest first, or of the children of an array, by index.</summary>
    Task<ListJobsReply> ListJobsAsync(ListJobsRequest request, CancellationToken cancellationToken);

    /// <summary>Stops jobs, arrays and children.</summary>
    Task<StopReply> StopJobsAsync(StopRequest request, CancellationToken cancellationToken);

    /// <summary>What a restart of a job has to hand over again.</summary>
    Task<SecretSourcesReply> GetSecretSourcesAsync(SecretSourcesRequest request, CancellationToken cancellationToken);

    /// <summary>Runs what did not succeed once more, in place.</summary>
    Task<RestartReply> RestartAsync(RestartRequest request, CancellationToken cancellationToken);

    /// <summary>A part of the output of an attempt.</summary>
    Task<ReadLogReply> ReadLogAsync(ReadLogRequest request, CancellationToken cancellationToken);

    /// <summary>Why a job does not start, or did not succeed.</summary>
    Task<JobDiagnosis> DiagnoseAsync(DiagnoseRequest request, CancellationToken cancellationToken);

    /// <summary>Creates or changes an environment.</summary>
    Task<ComputeEnvironment> PutEnvironmentAsync(PutEnvironmentRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes an environment that no queue uses.</summary>
    Task DeleteEnvironmentAsync(NameRequest request, CancellationToken cancellationToken);

    /// <summary>Environments, by name; at most one when the request names one.</summary>
    Task<EnvironmentsReply> ListEnvironmentsAsync(ListRequest request, CancellationToken cancellationToken);

    /// <summary>Creates or changes a queue.</summary>
    Task<JobQueue> PutQueueAsync(PutQueueRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes a queue whose jobs have all ended.</summary>
    Task DeleteQueueAsync(NameRequest request, CancellationToken cancellationToken);

    /// <summary>Queues, by name; at most one when the request names one.</summary>
    Task<QueuesReply> ListQueuesAsync(ListRequest request, CancellationToken cancellationToken);

    /// <summary>Registers a revision, or gives the latest active one when it has the same content.</summary>
    Task<JobDefinition> RegisterDefinitionAsync(RegisterDefinitionRequest request, CancellationToken cancellationToken);

    /// <summary>Makes a revision inactive.</summary>
    Task DeregisterDefinitionAsync(DefinitionRequest request, CancellationToken cancellationToken);

    /// <summary>One revision, or the latest active one.</summary>
    Task<FindDefinitionReply> FindDefinitionAsync(DefinitionRequest request, CancellationToken cancellationToken);

    /// <summary>Revisions, by name and number.</summary>
    Task<DefinitionsReply> ListDefinitionsAsync(ListRequest request, CancellationToken cancellationToken);

    /// <summary>Ends the engine and returns when it has ended; see <see cref="ShutdownMode"/> for what becomes of running tasks.</summary>
    Task ShutdownAsync(ShutdownRequest request, CancellationToken cancellationToken);
}
