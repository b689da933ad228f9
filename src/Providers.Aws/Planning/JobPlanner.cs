using System.Text.Json;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>
/// Translates a job, field by field. Pure: what must be asked of the service is asked before. <see cref="Sized"/> sees to the limits that only the
/// finished requests show.
/// </summary>
internal sealed class JobPlanner
{
    private readonly PlanRequest _request;
    private readonly PlanFacts _facts;
    private readonly Func<string, IReadOnlyList<string>?> _partsOf;
    private readonly DispositionList _list;
    private readonly JobDraft _draft;

    /// <param name="request">What is asked.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="partsOf">The native ids of the parts of a job waited for; null when they are not all known.</param>
    public JobPlanner(PlanRequest request, PlanFacts facts, Func<string, IReadOnlyList<string>?> partsOf)
    {
        _request = request;
        _facts = facts;
        _partsOf = partsOf;
        _list = new DispositionList(request.Spec);
        var native = NativeSection.Read(request.Spec);
        _draft = new JobDraft { Native = native, Platform = facts.PlatformFor(native), Image = request.Spec.Image ?? facts.Options.Image };
    }

    private JobSpec Spec => _request.Spec;

    public ProviderPlan Plan()
    {
        PlanName();
        PlanQueue();
        PlanNative();
        PlanImage();
        IdentityFields.Plan(Spec, _facts, _draft, _list);
        ResourceFields.Plan(Spec, _facts, _draft, _list);
        MountFields.Plan(Spec, _draft, _list);
        SecretFields.Plan(Spec, _facts, _draft, _list);
        _list.RejectIfSet(SpecPointers.ArrayParallelism, AwsReasons.Parallelism, "an environment with fewer vCPUs", AwsSources.ArrayProperties);
        _list.Honor(SpecPointers.Labels);

        var sized = Sized.Find(_request, _facts.Options, _draft);
        PolicyFields.Plan(Spec, _facts, sized.Layout.UsesShell, _draft, _list);
        DependencyFields.Plan(Spec, sized.Layout.Shape, _facts, _partsOf, _draft, _list);
        TaskFields.Plan(Spec, sized, _list);

        var tags = Tags(sized.Layout.Shape);
        var archive = SpecArchive.Write(Spec);
        var translation = new JobTranslation
        {
            Definition = sized.Definition,
            Shape = sized.Layout.Shape,
            Part = part => Part(sized, part, tags, archive),
        };
        CheckPayload(translation);
        return new ProviderPlan(_request, _list.Complete(AwsProviderName.Value), () => NativeRequests(translation)) { State = translation };
    }

    private static List<NativeRequest> NativeRequests(JobTranslation translation)
    {
        var requests = new List<NativeRequest>(translation.Shape.Parts + 1)
        {
            new(
                "POST /v1/registerjobdefinition (unless it is there)",
                JsonSerializer.Serialize(translation.Definition, BatchWireJson.Instance.RegisterJobDefinitionRequest)),
        };
        for (var part = 0; part < translation.Shape.Parts; part++)
        {
            requests.Add(new("POST /v1/submitjob", JsonSerializer.Serialize(translation.Part(part), BatchWireJson.Instance.SubmitJobRequest)));
        }

        return requests;
    }

    private void PlanName()
    {
        var cut = JobNames.Cut(Spec.Name!);
        _list.Add(cut == Spec.Name
            ? FieldDisposition.Honored(SpecPointers.Name, "the submission id is added to it")
            : FieldDisposition.Rounded(
                SpecPointers.Name, Spec.Name!, cut, "a job name has at most 128 characters, and the submission id needs its place among them", AwsSources.SubmitJob));
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
            { Queue: null } => FieldDisposition.Rejected(SpecPointers.Queue, $"there is no queue '{QueueNames.Native(Spec.Queue!, _request.Segment)}' in {_facts.Region ?? "this region"}", "create it, or name another one"),
            { Queue: { IsEnabled: false } queue } => FieldDisposition.Rejected(SpecPointers.Queue, $"queue '{queue.Name}' is disabled and takes no new jobs", "enable it, or name another one"),
            { Queue: { Status: EnvironmentStatus.Invalid or EnvironmentStatus.Deleting } queue } => FieldDisposition.Rejected(
                SpecPointers.Queue, $"queue '{queue.Name}' is {(queue.Status == EnvironmentStatus.Invalid ? "INVALID" : "being deleted")}: {queue.StatusReason ?? "no reason given"}", "mend it, or name another one"),
            { Queue: { } queue } when queue.Environments.Count > 0 && queue.Environments.All(environment => !environment.IsUsable) => FieldDisposition.Honored(
                SpecPointers.Queue, $"none of its environments takes jobs at the moment ({queue.Environments[0].Name}: {queue.Environments[0].StatusReason ?? "disabled"})"),
            _ => FieldDisposition.Honored(SpecPointers.Queue),
        });
    }

    private void PlanNative()
    {
        var pointer = SpecPointers.Item(SpecPointers.Native, AwsProviderName.Value);
        if (_draft.Native.IsSet)
        {
            _list.Add(_draft.Native.Problem is { } problem
                ? FieldDisposition.Rejected(pointer, problem, "see AwsJobSettings for its keys")
                : FieldDisposition.Honored(pointer, "merged into the request"));
        }

        _list.ForEachBelow(SpecPointers.Native, other => FieldDisposition.Honored(other, "for another provider; skipped here"));
    }

    private void PlanImage()
    {
        if (Spec.Image is null)
        {
            _list.Add(_facts.Options.Image is { } image
                ? FieldDisposition.Defaulted(SpecPointers.Image, image, "the connection's")
                : FieldDisposition.Rejected(
                    SpecPointers.Image, AwsReasons.Image, "name an image that has the program, or set image on the connection", AwsSources.ContainerProperties));
        }

        _list.Honor(SpecPointers.Image);
    }

    private SubmitJobRequest Part(Sized sized, int part, Dictionary<string, string> tags, string archive)
    {
        var shape = sized.Layout.Shape;
        var isFirst = part == 0;
        var dependencies = new List<JobDependencyEntry>(_draft.Dependencies);
        dependencies.AddRange(_draft.PartDependencies.Select(dependency => dependency(part)));
        var request = new SubmitJobRequest
        {
            JobName = shape.Parts == 1 ? JobNames.Of(Spec.Name!, _request.SubmissionId) : JobNames.OfPart(Spec.Name!, _request.SubmissionId, part),
            JobQueue = QueueNames.Native(Spec.Queue!, _request.Segment),
            JobDefinition = sized.Definition.JobDefinitionName,
            ArrayProperties = shape.IsNativeArray(part) ? new ArrayProperties { Size = shape.SizeOfPart(part) } : null,
            DependsOn = dependencies.Count > 0 ? dependencies : null,
            ContainerOverrides = sized.Overrides(part),
            RetryStrategy = _draft.Retries,
            Timeout = _draft.TimeoutSeconds is { } seconds ? new Wire.Definitions.JobTimeout { AttemptDurationSeconds = seconds } : null,
            SchedulingPriorityOverride = _draft.Priority,
            ShareIdentifier = _draft.ShareIdentifier,
            PropagateTags = _draft.Native.PropagateTags,
            Tags = shape.Parts == 1 ? tags : new Dictionary<string, string>(tags)
            {
                [AwsTags.Part] = new JobPart { Number = part, Count = shape.Parts, Size = shape.PartSize }.ToString(),
            },
        };

        // What a restart needs to know of the job travels with its first part, if there is room.
        var indexes = isFirst && shape.Indexes is { } original ? IndexText.Format(original) : null;
        var whole = request with { Parameters = Parameters(isFirst ? archive : null, indexes) };
        return whole.Parameters is null || Length(whole) <= AwsLimits.LargestSubmit ? whole : request with { Parameters = Parameters(null, indexes) };
    }

    private static Dictionary<string, string>? Parameters(string? archive, string? indexes)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        if (archive is not null)
        {
            parameters[AwsParameters.Spec] = archive;
        }

        if (indexes is not null)
        {
            parameters[AwsParameters.Indexes] = indexes;
        }

        return parameters.Count > 0 ? parameters : null;
    }

    private Dictionary<string, string> Tags(JobShape shape)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var label in Spec.Labels ?? new Dictionary<string, string>())
        {
            tags[label.Key] = label.Value;
        }

        tags[AwsTags.Submission] = _request.SubmissionId.ToString();
        if (shape.Size is { } size && (shape.Parts > 1 || !shape.IsNativeArray(0)))
        {
            tags[AwsTags.Array] = size.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (_request.Definition is { } definition)
        {
            tags[AwsTags.Definition] = definition.Reference.ToString();
        }

        if (_request.RestartOf is { } before)
        {
            tags[AwsTags.RestartOf] = RestartTag(before.Parent);
        }

        if (_request.Segment is { } segment)
        {
            tags[AwsTags.SegmentOf] = segment.Submission.ToString();
        }

        return tags;
    }

    // A tag cannot hold every character of a reference; the id alone is enough to find the job.
    private static string RestartTag(JobReference reference)
    {
        var text = reference.ToString();
        return text.Contains('%') || text.Length > 256 ? new JobReference(reference.Provider, reference.Id).ToString() : text;
    }

    private void CheckPayload(JobTranslation translation)
    {
        if (_list.IsAccepted && Length(translation.Part(0)) is > AwsLimits.LargestSubmit and var length)
        {
            var pointer = TaskFields.LargestOf(Spec);
            _list.Add(FieldDisposition.Rejected(
                _list.IsDecided(pointer) ? SpecPointers.Root : pointer,
                $"the request of the submit would have {length} bytes; the service takes {AwsLimits.LargestSubmit}", "put large values into a file or the image", AwsSources.Limits));
        }
    }

    private static int Length(SubmitJobRequest request) => JsonSerializer.SerializeToUtf8Bytes(request, BatchWireJson.Instance.SubmitJobRequest).Length;
}
