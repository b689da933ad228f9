using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Wire;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>Translates a job, field by field. Pure: what must be asked of the service is asked before.</summary>
internal sealed class JobPlanner
{
    private readonly PlanRequest _request;
    private readonly PlanFacts _facts;
    private readonly DispositionList _list;
    private readonly JobDraft _draft;

    public JobPlanner(PlanRequest request, PlanFacts facts)
    {
        _request = request;
        _facts = facts;
        _list = new DispositionList(request.Spec);
        var native = NativeSection.Read(request.Spec);
        _draft = new JobDraft { Native = native, IsWindows = facts.Pool?.IsWindows ?? native.IsWindows };
    }

    private JobSpec Spec => _request.Spec;

    public ProviderPlan Plan()
    {
        PlanQueue();
        PlanNative();
        PlanImage();
        ResourceFields.Plan(Spec, _facts, _draft, _list);
        MountFields.Plan(Spec, _facts, _draft, _list);
        SecretFields.Plan(Spec, _facts, _draft, _list);
        PolicyFields.Plan(Spec, _facts, _draft, _list);
        DependencyFields.Plan(_request, _facts, _draft, _list);
        TaskFields.Plan(Spec, _draft, _list);

        var note = new TaskNote
        {
            Name = Spec.Name!,
            Size = SizeOf(_request),
            Barriers = _draft.Barriers.Count > 0 ? _draft.Barriers.Count : null,
            Definition = _request.Definition?.Reference.ToString(),
            RestartOf = _request.RestartOf?.Parent.ToString(),
            Labels = Spec.Labels is { Count: > 0 } ? Spec.Labels : null,
        };
        PlanNote(note);
        var maker = new TaskMaker(_request, _draft, note);
        var translation = new JobTranslation
        {
            Shape = new JobShape { Size = note.Size, Barriers = _draft.Barriers.Count },
            Generation = _draft.Generation,
            Tasks = maker.Make,
        };
        return new ProviderPlan(_request, _list.Complete(AzureProviderName.Value), () => NativeRequests(translation)) { State = translation };
    }

    /// <summary>How many children a submit makes; null for a single job.</summary>
    public static int? SizeOf(PlanRequest request) =>
        request.RestartIndexes?.Count ?? request.Spec.Array?.Tasks?.Rows.Count ?? request.Spec.Array?.Size;

    private List<NativeRequest> NativeRequests(JobTranslation translation)
    {
        var operation = $"POST /jobs/{translation.Generation ?? _facts.Queue?.Newest.Id ?? GenerationIds.Of(Spec.Queue!, 1)}/addtaskcollection";
        return translation.Tasks().Chunk(AzureLimits.TasksPerRequest).Select(tasks => new NativeRequest(
            operation, JsonSerializer.Serialize(new Wire.Tasks.TaskAddCollectionRequest { Value = tasks }, AzureWireJson.Instance.TaskAddCollectionRequest))).ToList();
    }

    private void PlanQueue()
    {
        if (!_list.IsOpen(SpecPointers.Queue))
        {
            return;
        }

        _list.Add(_facts switch
        {
            { IsOffline: true } => FieldDisposition.Unverified(SpecPointers.Queue, "the queue has to be read"),
            { Queue: null } => FieldDisposition.Rejected(SpecPointers.Queue, $"there is no queue '{Spec.Queue}' in this account", "create it, or name another one"),
            { Queue: { IsEnabled: false } queue } => FieldDisposition.Rejected(SpecPointers.Queue, $"queue '{queue.Name}' is disabled and takes no new jobs", "enable it, or name another one"),
            { Pool: null, Queue: { } queue } => FieldDisposition.Rejected(
                SpecPointers.Queue, $"the environment '{queue.Newest.PoolInfo?.PoolId}' of queue '{queue.Name}' is not there: the job would wait for ever", "create it again, or name another queue"),
            { Pool.IsDeleting: true, Queue: { } queue } => FieldDisposition.Rejected(
                SpecPointers.Queue, $"the environment of queue '{queue.Name}' is being deleted", "name another queue"),
            _ => FieldDisposition.Honored(SpecPointers.Queue),
        });
    }

    private void PlanNative()
    {
        var pointer = SpecPointers.Item(SpecPointers.Native, AzureProviderName.Value);
        if (_draft.Native.IsSet)
        {
            _list.Add(_draft.Native.Problem is { } problem ? FieldDisposition.Rejected(pointer, problem, "see AzureJobSettings for its keys")
                : _draft.Native.ContainerRunOptions is not null && _facts.Pool is { HasContainers: false } pool
                ? FieldDisposition.Rejected(pointer, $"the nodes of '{pool.Id}' run no containers, which containerRunOptions are for", "leave them out")
                : FieldDisposition.Honored(pointer, "merged into the request"));
        }

        _list.ForEachBelow(SpecPointers.Native, other => FieldDisposition.Honored(other, "for another provider; skipped here"));
    }

    private void PlanImage()
    {
        if (_facts.Pool is not { } pool)
        {
            _draft.Image = Spec.Image;
            if (_list.IsOpen(SpecPointers.Image))
            {
                _list.Add(FieldDisposition.Unverified(SpecPointers.Image, "the pool has to be read: it must have containers"));
            }

            return;
        }

        if (pool.HasContainers)
        {
            _draft.Image = Spec.Image ?? _facts.Options.Image;
            if (Spec.Image is null)
            {
                _list.Add(_facts.Options.Image is { } image
                    ? FieldDisposition.Defaulted(SpecPointers.Image, image, "the connection's")
                    : FieldDisposition.Rejected(
                        SpecPointers.Image, $"the nodes of '{pool.Id}' run containers only: an image is needed", "name one, set image on the connection, or use a queue without containers",
                        AzureSources.Containers));
            }

            _list.Honor(SpecPointers.Image);
            return;
        }

        _list.RejectIfSet(
            SpecPointers.Image, $"the nodes of '{pool.Id}' run no containers", "a queue whose environment has containers (native.azure.containers), or leave the image out",
            AzureSources.Containers);
    }

    private void PlanNote(TaskNote note)
    {
        // A child's own members take a little more.
        var length = note.ToString().Length + (note.Size is null ? 0 : 20);
        var isTooLong = length > TaskNote.Longest;
        if (_list.IsOpen(SpecPointers.Name))
        {
            _list.Add(isTooLong && Spec.Labels is not { Count: > 0 }
                ? FieldDisposition.Rejected(SpecPointers.Name, "the name does not fit into the display name of a task", "a shorter name", AzureSources.Tasks)
                : FieldDisposition.Honored(SpecPointers.Name, "in the display name of its tasks"));
        }

        _list.ForEachBelow(SpecPointers.Labels, pointer => isTooLong
            ? FieldDisposition.Rejected(
                pointer, $"name and labels travel in the display name of each task, which has at most {TaskNote.Longest} characters; together they would have {length}", "fewer or shorter labels",
                AzureSources.Tasks)
            : FieldDisposition.Honored(pointer, "in the display name of its tasks"));
    }
}
