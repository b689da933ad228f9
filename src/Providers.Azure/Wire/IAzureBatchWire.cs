using MultiBatch.Providers.Azure.Wire.Files;
using MultiBatch.Providers.Azure.Wire.Jobs;
using MultiBatch.Providers.Azure.Wire.Pools;
using MultiBatch.Providers.Azure.Wire.Tasks;

namespace MultiBatch.Providers.Azure.Wire;

/// <summary>
/// The operations of Azure Batch's data plane that are used here, so that the vendor's own client can be adapted to it.
/// One call is one attempt. What goes wrong is a <see cref="BatchException"/> with a true effect; cancellation passes untouched.
/// </summary>
internal interface IAzureBatchWire
{
    Task<EmptyReply> AddPoolAsync(PoolAddRequest request, CancellationToken cancellationToken);

    Task<Pool> GetPoolAsync(string poolId, ReadOptions options, CancellationToken cancellationToken);

    Task<PoolList> ListPoolsAsync(ReadOptions options, CancellationToken cancellationToken);

    Task<PoolPresence> PoolExistsAsync(string poolId, CancellationToken cancellationToken);

    Task<EmptyReply> PatchPoolAsync(string poolId, PoolPatchRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> ResizePoolAsync(string poolId, PoolResizeRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> StopPoolResizeAsync(string poolId, CancellationToken cancellationToken);

    Task<EmptyReply> EnableAutoScaleAsync(string poolId, EnableAutoScaleRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> DisableAutoScaleAsync(string poolId, CancellationToken cancellationToken);

    Task<AutoScaleRun> EvaluateAutoScaleAsync(string poolId, EvaluateAutoScaleRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> DeletePoolAsync(string poolId, CancellationToken cancellationToken);

    Task<PoolNodeCountsList> ListPoolNodeCountsAsync(ReadOptions options, CancellationToken cancellationToken);

    Task<ImageInformationList> ListSupportedImagesAsync(ReadOptions options, CancellationToken cancellationToken);

    Task<ComputeNodeList> ListNodesAsync(string poolId, ReadOptions options, CancellationToken cancellationToken);

    Task<EmptyReply> AddJobAsync(JobAddRequest request, CancellationToken cancellationToken);

    Task<AzureJob> GetJobAsync(string jobId, ReadOptions options, CancellationToken cancellationToken);

    Task<AzureJobList> ListJobsAsync(ReadOptions options, CancellationToken cancellationToken);

    Task<EmptyReply> PatchJobAsync(string jobId, JobPatchRequest request, string? ifMatch, CancellationToken cancellationToken);

    Task<EmptyReply> UpdateJobAsync(string jobId, JobUpdateRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> DisableJobAsync(string jobId, JobDisableRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> EnableJobAsync(string jobId, CancellationToken cancellationToken);

    Task<EmptyReply> TerminateJobAsync(string jobId, JobTerminateRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> DeleteJobAsync(string jobId, CancellationToken cancellationToken);

    Task<TaskCountsReply> GetTaskCountsAsync(string jobId, CancellationToken cancellationToken);

    Task<EmptyReply> AddTaskAsync(string jobId, TaskAddRequest request, CancellationToken cancellationToken);

    Task<TaskAddCollectionReply> AddTaskCollectionAsync(string jobId, TaskAddCollectionRequest request, CancellationToken cancellationToken);

    Task<AzureTask> GetTaskAsync(string jobId, string taskId, ReadOptions options, CancellationToken cancellationToken);

    Task<AzureTaskList> ListTasksAsync(string jobId, ReadOptions options, CancellationToken cancellationToken);

    Task<EmptyReply> UpdateTaskAsync(string jobId, string taskId, TaskUpdateRequest request, CancellationToken cancellationToken);

    Task<EmptyReply> TerminateTaskAsync(string jobId, string taskId, CancellationToken cancellationToken);

    Task<EmptyReply> ReactivateTaskAsync(string jobId, string taskId, CancellationToken cancellationToken);

    Task<EmptyReply> DeleteTaskAsync(string jobId, string taskId, CancellationToken cancellationToken);

    Task<NodeFileList> ListTaskFilesAsync(string jobId, string taskId, bool recursive, ReadOptions options, CancellationToken cancellationToken);

    Task<FilePart> GetTaskFileAsync(string jobId, string taskId, string path, string? range, CancellationToken cancellationToken);

    Task<FileSize> GetTaskFilePropertiesAsync(string jobId, string taskId, string path, CancellationToken cancellationToken);
}
