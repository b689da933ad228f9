using MultiBatch.Providers.Google.Wire.Jobs;
using MultiBatch.Providers.Google.Wire.Locations;
using MultiBatch.Providers.Google.Wire.Operations;
using MultiBatch.Providers.Google.Wire.Tasks;

namespace MultiBatch.Providers.Google.Wire;

/// <summary>The operations of Google Cloud Batch, one attempt each. Names are full, as <c>projects/p/locations/l/jobs/j</c>.</summary>
internal interface IGoogleBatchWire
{
    Task<JobResource> CreateJobAsync(CreateJobRequest request, CancellationToken cancellationToken);

    Task<JobResource> GetJobAsync(string name, CancellationToken cancellationToken);

    Task<ListJobsResponse> ListJobsAsync(ListJobsRequest request, CancellationToken cancellationToken);

    Task<LongOperation> CancelJobAsync(CancelJobRequest request, CancellationToken cancellationToken);

    Task<LongOperation> DeleteJobAsync(DeleteJobRequest request, CancellationToken cancellationToken);

    Task<TaskResource> GetTaskAsync(string name, CancellationToken cancellationToken);

    Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancellationToken);

    Task<LongOperation> GetOperationAsync(string name, CancellationToken cancellationToken);

    Task<ListOperationsResponse> ListOperationsAsync(ListOperationsRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> CancelOperationAsync(string name, CancellationToken cancellationToken);

    Task<EmptyReply> DeleteOperationAsync(string name, CancellationToken cancellationToken);

    /// <param name="name">The project, as <c>projects/p</c>.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    Task<ListLocationsResponse> ListLocationsAsync(string name, CancellationToken cancellationToken);
}
