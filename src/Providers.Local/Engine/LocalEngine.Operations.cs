using MultiBatch.Definitions;
using MultiBatch.Diagnosis;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Commands;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Views;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Engine;

/// <content>The operations: each is one command on the loop.</content>
internal sealed partial class LocalEngine
{
    public Task<Placement> GetPlacementAsync(PlacementRequest request, CancellationToken cancellationToken) =>
        AskAsync(
            () =>
            {
                var queue = _core.State.Queues.TryGetValue(request.Queue, out var found) ? found : null;
                return new Placement
                {
                    Queue = queue is null ? null : ResourceView.Show(queue),
                    Environments = queue?.Environments.Select(environment => ResourceView.Show(environment, _core.Machine)).ToList() ?? [],
                    Traits = ShowTraits(),
                    QueueNames = [.. _core.State.Queues.Keys],
                    Predecessors = request.Predecessors.Select(FactsOf).ToList(),
                };
            },
            cancellationToken);

    public Task<SubmitReply> SubmitAsync(SubmitRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => new SubmitReply { Items = request.Items.Select(Submit).ToList() }, cancellationToken);

    public Task<FindReply> FindSubmissionAsync(FindRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => new FindReply { Job = _core.State.Jobs.Peek(request.SubmissionId) is { } job ? _view.Show(job) : null }, cancellationToken);

    public Task<GetJobsReply> GetJobsAsync(GetJobsRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => new GetJobsReply { Jobs = request.References.Select(Show).ToList() }, cancellationToken);

    public Task<ListJobsReply> ListJobsAsync(ListJobsRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => _listing.List(request), cancellationToken);

    public Task<StopReply> StopJobsAsync(StopRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => new StopReply { Errors = request.References.Select(reference => Stop(reference, request.Reason)).ToList() }, cancellationToken);

    public Task<SecretSourcesReply> GetSecretSourcesAsync(SecretSourcesRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => new SecretSourcesReply { Sources = _restart.SecretSources(request.Reference) }, cancellationToken);

    public Task<RestartReply> RestartAsync(RestartRequest request, CancellationToken cancellationToken) =>
        AskAsync(
            () =>
            {
                var outcome = _restart.Restart(request.Reference, request.SecretValues);
                return new RestartReply
                {
                    Job = request.Reference.Index is { } index ? _view.ShowChild(outcome.Job, index) : _view.Show(outcome.Job),
                    Indexes = outcome.Job.IsArray ? outcome.Indexes : [],
                    RevivedDependents = outcome.Revived.Select(JobView.ReferenceOf).ToList(),
                    DependentsNotRevived = outcome.NotRevived.Select(JobView.ReferenceOf).ToList(),
                };
            },
            cancellationToken);

    public Task<JobDiagnosis> DiagnoseAsync(DiagnoseRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => _diagnosis.Diagnose(request.Reference), cancellationToken);

    public Task<ComputeEnvironment> PutEnvironmentAsync(PutEnvironmentRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => _resources.Put(request), cancellationToken);

    public Task DeleteEnvironmentAsync(NameRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => Done(() => _resources.DeleteEnvironment(request.Name)), cancellationToken);

    public Task<EnvironmentsReply> ListEnvironmentsAsync(ListRequest request, CancellationToken cancellationToken) =>
        AskAsync(
            () => new EnvironmentsReply
            {
                Items = _core.State.Environments.Values
                    .Where(environment => request.Name is null || environment.Name == request.Name)
                    .Select(environment => ResourceView.Show(environment, _core.Machine))
                    .ToList(),
            },
            cancellationToken);

    public Task<JobQueue> PutQueueAsync(PutQueueRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => _resources.Put(request), cancellationToken);

    public Task DeleteQueueAsync(NameRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => Done(() => _resources.DeleteQueue(request.Name)), cancellationToken);

    public Task<QueuesReply> ListQueuesAsync(ListRequest request, CancellationToken cancellationToken) =>
        AskAsync(
            () => new QueuesReply
            {
                Items = _core.State.Queues.Values
                    .Where(queue => request.Name is null || queue.Name == request.Name)
                    .Select(ResourceView.Show)
                    .ToList(),
            },
            cancellationToken);

    public Task<JobDefinition> RegisterDefinitionAsync(RegisterDefinitionRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => _definitions.Register(request.Spec), cancellationToken);

    public Task DeregisterDefinitionAsync(DefinitionRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => Done(() => _definitions.Deregister(request)), cancellationToken);

    public Task<FindDefinitionReply> FindDefinitionAsync(DefinitionRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => new FindDefinitionReply { Definition = _definitions.Find(request) }, cancellationToken);

    public Task<DefinitionsReply> ListDefinitionsAsync(ListRequest request, CancellationToken cancellationToken) =>
        AskAsync(() => DefinitionListing.List(_core.State.Definitions, request), cancellationToken);

    private static bool Done(Action action)
    {
        action();
        return true;
    }

    private Task<T> AskAsync<T>(Func<T> command, CancellationToken cancellationToken) =>
        _loop.AskAsync(
            () =>
            {
                // What memory holds and the disk does not is not to be shown.
                _core.ThrowIfFailed();
                return _core.IsClosing ? throw EngineErrors.Ending() : command();
            },
            cancellationToken);

    private PredecessorFacts FactsOf(JobReference reference)
    {
        var job = _core.State.Jobs.Peek(reference.Id);
        return new PredecessorFacts { Exists = job is not null, ArraySize = job is { IsArray: true } ? job.Tasks.Length : null };
    }

    private SubmitOutcome Submit(SubmitItem item)
    {
        try
        {
            return new SubmitOutcome { Job = _view.Show(_submit.Submit(item)) };
        }
        catch (BatchException error)
        {
            return new SubmitOutcome { Error = EngineError.From(error) };
        }
    }

    private Job? Show(JobReference reference) =>
        JobLookup.Peek(_core.State, reference) is not { } found ? null
        : found.Index is { } index ? _view.ShowChild(found.Job, index)
        : _view.Show(found.Job);

    private EngineError? Stop(JobReference reference, string reason)
    {
        try
        {
            _stop.Stop(reference, reason);
            return null;
        }
        catch (BatchException error)
        {
            return EngineError.From(error);
        }
    }
}
