using System.Globalization;
using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Wire;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>Translates a job, field by field. Pure: the service has nothing that would have to be asked for it.</summary>
internal sealed class JobPlanner
{
    private readonly PlanRequest _request;
    private readonly PlanFacts _facts;
    private readonly DispositionList _list;
    private readonly JobDraft _draft;
    private readonly TaskLayout _layout;

    public JobPlanner(PlanRequest request, PlanFacts facts)
    {
        _request = request;
        _facts = facts;
        _list = new DispositionList(request.Spec);
        _layout = TaskLayout.Of(request);
        _draft = new JobDraft
        {
            Native = NativeSection.OfJob(request.Spec.Native),
            Place = NativeSection.OfEnvironment(request.Environment?.Native),
            Image = request.Spec.Image ?? facts.Options.Image,
        };
    }

    private JobSpec Spec => _request.Spec;

    public ProviderPlan Plan()
    {
        _list.Honor(SpecPointers.Name, SpecPointers.Labels);
        PlanImage();
        PlaceFields.Plan(Spec, _request.Environment, _facts, _draft, _list);
        ResourceFields.Plan(Spec, _request.Environment, _draft, _list);
        MountFields.Plan(Spec, _draft, _list);
        SecretFields.Plan(Spec, _draft, _list);
        PolicyFields.Plan(Spec, _request.Queue, _draft, _list);
        DependencyFields.Plan(Spec, _facts, _draft, _list);
        PlanNative();
        PlanQueue();

        var job = Assemble(_layout.Variables());
        var length = LengthOf(job);
        if (length > GoogleLimits.LargestJob && !_layout.NeedsVariables && _layout.IsArray)
        {
            job = Assemble(null);
            length = LengthOf(job);
        }

        if (length > GoogleLimits.LargestJob)
        {
            RejectLength(length);
        }

        TaskFields.Plan(Spec, !_layout.IsArray || job.TaskGroups![0].TaskEnvironments is not null, _draft, _list);

        var translation = new JobTranslation
        {
            JobId = JobIds.Of(_request.SubmissionId),
            RequestId = JobIds.SubmitRequest(_request.SubmissionId),
            Job = job,
            IsAlpha = _draft.Dependencies.Count > 0,
        };
        return new ProviderPlan(_request, _list.Complete(GoogleProviderName.Value), () => NativeRequests(translation)) { State = translation };
    }

    private static int LengthOf(JobResource job) => JsonSerializer.SerializeToUtf8Bytes(job, GoogleWireJson.Instance.JobResource).Length;

    private List<NativeRequest> NativeRequests(JobTranslation translation) =>
    [
        new(
            $"POST /{(translation.IsAlpha ? "v1alpha" : "v1")}/{ResourceNames.Parent(_facts.Project ?? "PROJECT", _facts.Region ?? "REGION")}/jobs"
                + $"?jobId={translation.JobId}&requestId={translation.RequestId}",
            JsonSerializer.Serialize(translation.Job, GoogleWireJson.Instance.JobResource)),
    ];

    private void PlanImage()
    {
        if (Spec.Image is null && _facts.Options.Image is { } image)
        {
            _list.Add(FieldDisposition.Defaulted(SpecPointers.Image, image, "the connection's"));
        }

        _list.Honor(SpecPointers.Image);
    }

    private void PlanNative()
    {
        var pointer = SpecPointers.Item(SpecPointers.Native, GoogleProviderName.Value);
        if (_list.IsOpen(pointer))
        {
            _list.Add(_draft.Native.Problem is { } problem ? FieldDisposition.Rejected(pointer, problem, "see GoogleJobSettings for its keys")
                : _draft.Native.Settings.Container is not null && _draft.Image is null ? FieldDisposition.Rejected(pointer, "container is for jobs with an image", "name an image")
                : FieldDisposition.Honored(pointer, "merged into the request"));
        }

        _list.ForEachBelow(SpecPointers.Native, other => FieldDisposition.Honored(other, "for another provider; skipped here"));
    }

    private void PlanQueue()
    {
        if (_list.IsDecided(SpecPointers.Queue))
        {
            return;
        }

        if (_request.Environment is { Enabled: false } environment)
        {
            _list.Add(FieldDisposition.Rejected(SpecPointers.Queue, $"its environment '{environment.Name}' is disabled and takes no jobs", "enable it, or name another queue"));
        }
        else if (_draft.Place.Problem is { } problem)
        {
            _list.Add(FieldDisposition.Rejected(SpecPointers.Queue, $"native.google of its environment: {problem}", "update the environment"));
        }

        _list.Honor(SpecPointers.Queue);
    }

    private void RejectLength(int length)
    {
        var pointer = TaskFields.LargestOf(Spec);
        _list.Add(FieldDisposition.Rejected(
            _list.IsOpen(pointer) ? pointer : SpecPointers.Root,
            $"the job would have {length.ToString(CultureInfo.InvariantCulture)} bytes; the service takes {GoogleLimits.LargestJob}",
            "smaller values, several jobs, or a file that each task reads by its index", GoogleSources.Quotas));
    }

    private JobResource Assemble(IReadOnlyList<TaskVariables>? variables)
    {
        var native = _draft.Native.Settings;
        return new JobResource
        {
            Priority = _draft.Priority,
            Labels = Labels(),
            TaskGroups =
            [
                new TaskGroup
                {
                    TaskSpec = TaskSpec(),
                    // The service takes the number of tasks from their variables where there are some.
                    TaskCount = variables is null ? _layout.Tasks : null,
                    TaskEnvironments = variables,
                    Parallelism = Spec.Array?.Parallelism is { } parallelism ? Math.Min(Math.Min(parallelism, GoogleLimits.LargestParallelism), _layout.Tasks)
                        : native.SchedulingPolicy == "IN_ORDER" ? 1
                        : _layout.IsArray ? Math.Min(_layout.Tasks, GoogleLimits.LargestParallelism)
                        : null,
                    SchedulingPolicy = native.SchedulingPolicy,
                    TaskCountPerNode = _draft.TaskCountPerNode,
                    RequireHostsFile = native.RequireHostsFile,
                    PermissiveSsh = native.PermissiveSsh,
                    RunAsNonRoot = native.RunAsNonRoot,
                },
            ],
            AllocationPolicy = AllocationPolicy(),
            LogsPolicy = native.LogsPolicy ?? (_facts.Options.LogsPath is { } path
                ? new LogsPolicy { Destination = LogDestinations.Path, LogsPath = path.EndsWith('/') ? path : path + "/" }
                : new LogsPolicy { Destination = LogDestinations.CloudLogging }),
            Notifications = native.Notifications,
            Dependencies = _draft.Dependencies.Count > 0 ? [new JobDependencies { Items = _draft.Dependencies }] : null,
        };
    }

    private TaskSpec TaskSpec()
    {
        var runnable = Launcher.Runnable(Spec.Command, Spec.Script, _draft.Image, _request.Segment?.AttemptsBefore ?? 0);
        return new TaskSpec
        {
            Runnables = [runnable.Container is { } container ? runnable with { Container = Container(container) } : runnable],
            ComputeResource = new ComputeResource { CpuMilli = _draft.CpuMilli, MemoryMib = _draft.MemoryMib },
            MaxRunDuration = _draft.MaxRunDuration,
            MaxRetryCount = _draft.MaxRetries > 0 ? _draft.MaxRetries : null,
            LifecyclePolicies = _draft.Policies,
            Volumes = _draft.Volumes.Count > 0 ? _draft.Volumes : null,
            Environment = new TaskVariables { Variables = Variables(), SecretVariables = _draft.Secrets.Count > 0 ? _draft.Secrets : null },
        };
    }

    private Container Container(Container container)
    {
        var native = _draft.Native.Settings.Container;
        var options = string.Join(" ", new[] { _draft.HasGpu ? "--gpus all" : null, native?.Options }.Where(text => text is not null));
        return container with
        {
            Volumes = _draft.Binds.Count > 0 ? _draft.Binds : null,
            Options = options.Length > 0 ? options : null,
            BlockExternalNetwork = native?.BlockExternalNetwork,
            Username = native?.Username,
            Password = native?.Password,
            EnableImageStreaming = native?.EnableImageStreaming,
        };
    }

    private Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Spec.Env ?? new Dictionary<string, string>())
        {
            variables[pair.Key] = pair.Value;
        }

        variables[RuntimeVariables.JobId] = JobIds.Of(_request.SubmissionId);
        variables[RuntimeVariables.ArraySize] = _layout.WholeSize.ToString(CultureInfo.InvariantCulture);
        if (!_layout.IsArray)
        {
            variables[RuntimeVariables.ArrayIndex] = "0";
        }

        variables[GoogleVariables.JobName] = Spec.Name!;
        if (_request.Definition is { } definition)
        {
            variables[GoogleVariables.Definition] = definition.Reference.ToString();
        }

        if (_request.RestartOf is { } before)
        {
            variables[GoogleVariables.RestartOf] = before.Parent.ToString();
        }

        return variables;
    }

    private Dictionary<string, string> Labels()
    {
        var labels = OwnLabels();
        labels[GoogleLabels.Submission] = _request.SubmissionId.ToString();
        labels[GoogleLabels.Queue] = Spec.Queue!;
        labels[GoogleLabels.Name] = GoogleLabels.Value(Spec.Name!);
        if (_layout.IsArray)
        {
            labels[GoogleLabels.Array] = _layout.Tasks.ToString(CultureInfo.InvariantCulture);
        }

        if (_request.Segment is { } segment)
        {
            labels[GoogleLabels.SegmentOf] = segment.Submission.ToString();
        }

        return labels;
    }

    private Dictionary<string, string> OwnLabels() =>
        (Spec.Labels ?? new Dictionary<string, string>()).ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);

    private AllocationPolicy AllocationPolicy()
    {
        var (job, place) = (_draft.Native.Settings, _draft.Place.Settings);
        var template = job.InstanceTemplate ?? place.InstanceTemplate;
        var labels = OwnLabels();
        labels[GoogleLabels.Queue] = Spec.Queue!;
        return new AllocationPolicy
        {
            Location = _draft.Locations is { Count: > 0 } locations ? new LocationPolicy { AllowedLocations = locations } : null,
            Instances =
            [
                new InstancePolicyOrTemplate
                {
                    InstanceTemplate = template,
                    Policy = template is not null ? null : new InstancePolicy
                    {
                        MachineType = _draft.MachineType,
                        ProvisioningModel = _draft.ProvisioningModel,
                        MinCpuPlatform = job.MinCpuPlatform ?? place.MinCpuPlatform,
                        Reservation = job.Reservation ?? place.Reservation,
                        Accelerators = _draft.Gpu is { } gpu ? [gpu] : null,
                        BootDisk = _draft.BootDisk,
                        Disks = _draft.Disks.Count > 0 ? _draft.Disks : null,
                    },
                    InstallGpuDrivers = job.InstallGpuDrivers ?? place.InstallGpuDrivers ?? (_draft.HasGpu ? true : null),
                    InstallOpsAgent = job.InstallOpsAgent ?? place.InstallOpsAgent,
                    BlockProjectSshKeys = job.BlockProjectSshKeys ?? place.BlockProjectSshKeys,
                },
            ],
            ServiceAccount = _draft.ServiceAccount is null && (job.Scopes ?? place.Scopes) is null ? null : new ServiceAccount
            {
                Email = _draft.ServiceAccount, Scopes = job.Scopes ?? place.Scopes,
            },
            Labels = labels,
            Network = _draft.Network is { } network ? new NetworkPolicy { NetworkInterfaces = [network] } : null,
            Placement = job.Placement ?? place.Placement,
            Tags = job.Tags ?? place.Tags,
        };
    }
}
