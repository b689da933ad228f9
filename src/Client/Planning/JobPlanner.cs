using MultiBatch.Capabilities;
using MultiBatch.Definitions;
using MultiBatch.Jobs;
using MultiBatch.Planning.Rules;
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

        return await AskProviderAsync(input, spec, definition, queue, session, notes, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PlannedJob> AskProviderAsync(
        PlanInput input, JobSpec spec, JobDefinition? definition, QueueChoice queue, PlanSession session, PlanNotes notes, CancellationToken cancellationToken)
    {
        var hold = await services.Held.PlanHoldAsync(spec, session.Capabilities, session.Mode, cancellationToken).ConfigureAwait(false);
        foreach (var disposition in hold.Dispositions)
        {
            notes.Set(disposition);
        }

        var request = new PlanRequest
        {
            SubmissionId = input.SubmissionId,
            Spec = SkipForeignSections(hold.Spec with { Definition = null, Parameters = null }, notes),
            Definition = definition,
            Queue = queue.Queue,
            Environment = queue.Environment,
            Machine = await session.ChooseMachineAsync(hold.Spec, cancellationToken).ConfigureAwait(false),
            Mode = session.Mode,
            RestartOf = input.RestartOf,
            RestartIndexes = input.RestartIndexes,
            Segment = input.Start?.Segment,
        };
        var plan = await services.Calls.UnpacedAsync(
            ProviderOperation.Plan, static (s, token) => s.Provider.PlanAsync(s.request, token), (services.Provider, request), cancellationToken)
            .ConfigureAwait(false);
        var dispositions = Compose(request.Spec, plan, session.Capabilities, notes);
        return new PlannedJob(
            new JobPlan(Provider, input.SubmissionId, input.Spec, spec, dispositions, plan) { HeldReason = hold.Reason }, isInvalid: false);
    }

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
    private List<FieldDisposition> Compose(JobSpec asked, ProviderPlan plan, BatchCapabilities capabilities, PlanNotes notes)
    {
        var all = new List<FieldDisposition>(notes.All.Count + plan.Dispositions.Count);
        all.AddRange(notes.All);
        foreach (var disposition in plan.Dispositions)
        {
            var own = all.FindIndex(other => other.Pointer == disposition.Pointer);
            if (own < 0)
            {
                all.Add(disposition);
            }
            else if (disposition.Kind != DispositionKind.Honored)
            {
                // A default of ours that the provider had to change or refuse.
                all[own] = disposition;
            }
        }

        foreach (var field in SpecFields.Of(asked))
        {
            if (!all.Exists(disposition => disposition.Pointer == field))
            {
                all.Add(FieldDisposition.Rejected(field, $"the {Provider} provider does not know this field", "leave it out"));
            }
        }

        foreach (var (feature, pointer) in FeatureRules.Needed(asked))
        {
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
