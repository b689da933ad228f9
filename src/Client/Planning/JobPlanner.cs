using MultiBatch.Capabilities;
using MultiBatch.Definitions;
using MultiBatch.Jobs;
using MultiBatch.Planning.Rules;
using MultiBatch.Submissions;
using MultiBatch.Telemetry;

namespace MultiBatch.Planning;

/// <summary>
/// Plans jobs: lays the spec over its definition, fills placeholders and defaults, checks what holds everywhere and the provider's limits,
/// takes out what the client does itself, and has the provider translate the rest. Every field that is set ends with a disposition.
/// </summary>
internal sealed class JobPlanner(ClientServices services)
{
    private string Provider => services.Provider.Name;

    public async Task<PlannedJob> PlanAsync(PlanInput input, PlanSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input.Spec);
        var notes = new PlanNotes();
        if (input.Start is not null)
        {
            return await StartAsync(input, session, notes, cancellationToken).ConfigureAwait(false);
        }

        var definition = await FindDefinitionAsync(input.Spec, session, notes, cancellationToken).ConfigureAwait(false);
        if (input.Spec.Definition is not null && definition is null)
        {
            // Without its template nothing can be said of the rest, nor asked of the provider.
            return Incomplete(input, input.Spec, notes, "the definition has to be read first");
        }

        var spec = definition is null ? input.Spec : DefinitionMerge.Lay(input.Spec, definition);
        spec = Placeholders.Resolve(spec, input.Spec.Parameters, notes);
        if (input.Spec.Parameters is not null && notes.Find(SpecPointers.Parameters) is null)
        {
            notes.Set(FieldDisposition.Honored(SpecPointers.Parameters, "put into the command"));
        }

        Check(spec, session.Capabilities, notes);
        spec = AddName(spec, session.Capabilities.Limits, notes);
        var queue = await session.ChooseQueueAsync(spec.Queue, cancellationToken).ConfigureAwait(false);
        spec = AddQueue(spec, queue, notes);
        if (notes.IsRejected)
        {
            return Incomplete(input, spec, notes, "the rejected fields have to be put right first");
        }

        var hold = await services.Held.PlanHoldAsync(spec, input.SubmissionId, session, false, cancellationToken).ConfigureAwait(false);
        var plan = await AskProviderAsync(input, hold.Spec, hold.Segment, definition, queue, session, notes, cancellationToken).ConfigureAwait(false);
        if (!hold.IsHeld && plan.Dispositions.Any(IsLeftToClient))
        {
            // Only the provider could see that it cannot watch these jobs, as when they are in places that do not know each other.
            hold = await services.Held.PlanHoldAsync(spec, input.SubmissionId, session, true, cancellationToken).ConfigureAwait(false);
            plan = await AskProviderAsync(input, hold.Spec, hold.Segment, definition, queue, session, notes, cancellationToken).ConfigureAwait(false);
        }

        foreach (var disposition in hold.Dispositions)
        {
            notes.Set(disposition);
        }

        var dispositions = Compose(plan, hold, session.Capabilities, notes);
        if (hold.Fallback is var (segment, last) && dispositions.TrueForAll(disposition => disposition.Kind != DispositionKind.Rejected))
        {
            // A job that could only begin would be stuck half-way: its last part has to be possible too.
            var other = await AskProviderAsync(input, last, segment, definition, queue, session, notes, cancellationToken).ConfigureAwait(false);
            foreach (var rejected in other.Dispositions.Where(disposition => disposition.Kind == DispositionKind.Rejected))
            {
                dispositions.RemoveAll(disposition => disposition.Pointer == rejected.Pointer);
                dispositions.Add(rejected);
            }
        }

        return new PlannedJob(
            new JobPlan(Provider, input.SubmissionId, input.Spec, spec, dispositions, plan) { HeldReason = hold.Reason }, isInvalid: false);
    }

    /// <summary>Plans a start of a held job: resolved and checked when it was submitted, it goes to the provider as it is.</summary>
    private async Task<PlannedJob> StartAsync(PlanInput input, PlanSession session, PlanNotes notes, CancellationToken cancellationToken)
    {
        var queue = await session.ChooseQueueAsync(input.Spec.Queue, cancellationToken).ConfigureAwait(false);
        var spec = AddQueue(input.Spec, queue, notes);
        if (notes.IsRejected)
        {
            return Incomplete(input, spec, notes, "the rejected fields have to be put right first");
        }

        var plan = await AskProviderAsync(input, spec, input.Start!.Segment, null, queue, session, notes, cancellationToken).ConfigureAwait(false);
        var dispositions = Compose(plan, new HoldPlan { Spec = spec }, session.Capabilities, notes);
        return new PlannedJob(new JobPlan(Provider, input.SubmissionId, input.Spec, spec, dispositions, plan), isInvalid: false);
    }

    private async Task<ProviderPlan> AskProviderAsync(
        PlanInput input, JobSpec spec, JobSegment? segment, JobDefinition? definition, QueueChoice queue, PlanSession session, PlanNotes notes,
        CancellationToken cancellationToken)
    {
        var request = new PlanRequest
        {
            SubmissionId = input.SubmissionId,
            Spec = SkipForeignSections(spec with { Definition = null, Parameters = null }, notes),
            Definition = definition,
            Queue = queue.Queue,
            Environment = queue.Environment,
            Machine = await session.ChooseMachineAsync(spec, cancellationToken).ConfigureAwait(false),
            Mode = session.Mode,
            RestartOf = input.RestartOf,
            RestartIndexes = input.RestartIndexes,
            Segment = segment,
        };
        return await services.Calls.UnpacedAsync(
            ProviderOperation.Plan, static (s, token) => s.Provider.PlanAsync(s.request, token), (services.Provider, request), cancellationToken)
            .ConfigureAwait(false);
    }

    private static bool IsLeftToClient(FieldDisposition disposition) =>
        disposition.NeedsClient && disposition.Pointer.StartsWith(SpecPointers.DependsOn + "/", StringComparison.Ordinal);

    private async Task<JobDefinition?> FindDefinitionAsync(JobSpec spec, PlanSession session, PlanNotes notes, CancellationToken cancellationToken)
    {
        if (spec.Definition is not { } reference)
        {
            return null;
        }

        if (services.Definitions is null)
        {
            notes.Unsupported(SpecPointers.Definition, $"{Provider} has no job definitions", "write the job out in full", null);
            return null;
        }

        if (session.Mode == PlanMode.Offline && !services.KeepsDefinitions)
        {
            notes.Set(FieldDisposition.Unverified(SpecPointers.Definition, "the definition has to be read from the service"));
            return null;
        }

        var definition = await session.FindDefinitionAsync(reference, cancellationToken).ConfigureAwait(false);
        if (definition is null)
        {
            notes.Invalid(SpecPointers.Definition, $"there is no active definition '{reference}'", "register it, or name another one");
        }
        else if (!definition.IsActive)
        {
            notes.Invalid(SpecPointers.Definition, $"revision {definition.Revision} of '{definition.Name}' was deregistered", $"name an active revision, or only '{definition.Name}'");
            return null;
        }
        else
        {
            notes.Set(FieldDisposition.Honored(SpecPointers.Definition, definition.Reference.ToString()));
        }

        return definition;
    }

    private void Check(JobSpec spec, BatchCapabilities capabilities, PlanNotes notes)
    {
        CommandRules.Check(spec, Provider, notes);
        EnvironmentRules.Check(spec, notes);
        NumberRules.Check(spec, notes);
        DependencyRules.Check(spec, Provider, services.Options.ConnectionName, notes);
        if (!notes.IsInvalid)
        {
            LimitRules.Check(spec, capabilities.Limits, Provider, notes);
        }
    }

    private static JobSpec AddName(JobSpec spec, BatchLimits limits, PlanNotes notes)
    {
        if (spec.Name is not null)
        {
            return spec;
        }

        var name = DefaultName.For(spec);
        name = LimitRules.Allows(name, limits.JobNamePattern) ? name
            : LimitRules.Allows(name.ToLowerInvariant(), limits.JobNamePattern) ? name.ToLowerInvariant()
            : "job";
        notes.Set(FieldDisposition.Defaulted(SpecPointers.Name, name, "from the command"));
        return spec with { Name = name };
    }

    private static JobSpec AddQueue(JobSpec spec, QueueChoice queue, PlanNotes notes)
    {
        if (queue.Problem is not null)
        {
            notes.Invalid(SpecPointers.Queue, queue.Problem, "name a queue that exists, or create it");
        }
        else if (queue.Note is not null)
        {
            notes.Set(queue.Note);
        }

        return spec.Queue == queue.Name ? spec : spec with { Queue = queue.Name };
    }

    // Sections of other providers belong to other runs of the same file.
    private JobSpec SkipForeignSections(JobSpec spec, PlanNotes notes)
    {
        if (spec.Native is null || (spec.Native.Count == 1 && spec.Native.ContainsKey(Provider)))
        {
            return spec;
        }

        foreach (var section in spec.Native.Keys.Where(section => section != Provider))
        {
            notes.Set(FieldDisposition.Honored(SpecPointers.Item(SpecPointers.Native, section), $"for {section} only; {Provider} skips it"));
        }

        return spec with
        {
            Native = spec.Native.TryGetValue(Provider, out var own)
                ? new Dictionary<string, System.Text.Json.JsonElement> { [Provider] = own }
                : null,
        };
    }

    /// <summary>The client's and the provider's words on each field. What neither mentions is rejected, and so is what is declared unsupported.</summary>
    private List<FieldDisposition> Compose(ProviderPlan plan, HoldPlan hold, BatchCapabilities capabilities, PlanNotes notes)
    {
        var asked = plan.Request.Spec;
        var all = new List<FieldDisposition>(notes.All.Count + plan.Dispositions.Count);
        all.AddRange(notes.All);
        foreach (var said in plan.Dispositions)
        {
            var disposition = said.At(hold.Back(said.Pointer));
            var own = all.FindIndex(other => other.Pointer == disposition.Pointer);
            if (own < 0)
            {
                all.Add(disposition);
            }
            else if (disposition.Kind == DispositionKind.Rejected || (disposition.Kind != DispositionKind.Honored && !all[own].NeedsClient))
            {
                // A default of ours that the provider had to change or refuse.
                all[own] = disposition;
            }
        }

        foreach (var field in SpecFields.Of(asked))
        {
            if (!all.Exists(disposition => disposition.Pointer == hold.Back(field)))
            {
                all.Add(FieldDisposition.Rejected(hold.Back(field), $"the {Provider} provider does not know this field", "leave it out"));
            }
        }

        foreach (var (feature, needed) in FeatureRules.Needed(asked))
        {
            var pointer = hold.Back(needed);
            var support = capabilities[feature];
            if (!support.IsSupported && !all.Exists(disposition => disposition.Kind == DispositionKind.Rejected && FeatureRules.IsSameField(disposition.Pointer, pointer)))
            {
                all.RemoveAll(disposition => disposition.Pointer == pointer);
                all.Add(FieldDisposition.Rejected(pointer, support.Note ?? FeatureRules.Missing(feature, Provider), "leave it out", support.Source));
            }
        }

        return all;
    }

    private PlannedJob Incomplete(PlanInput input, JobSpec resolved, PlanNotes notes, string why)
    {
        foreach (var field in SpecFields.Of(resolved).Concat(SpecFields.Of(input.Spec)))
        {
            if (notes.Find(field) is null)
            {
                notes.Set(FieldDisposition.Unverified(field, why));
            }
        }

        return new PlannedJob(new JobPlan(Provider, input.SubmissionId, input.Spec, resolved, notes.All, null), notes.IsInvalid);
    }
}
