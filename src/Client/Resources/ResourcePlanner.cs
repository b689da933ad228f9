using MultiBatch.Capabilities;
using MultiBatch.Planning;
using MultiBatch.Telemetry;

namespace MultiBatch.Resources;

/// <summary>Plans environments and queues: checks what holds everywhere, has the provider judge the rest, and leaves no field without an answer.</summary>
internal static class ResourcePlanner
{
    /// <param name="services">The client's parts.</param>
    /// <param name="spec">What was asked.</param>
    /// <param name="fields">Its fields that are set.</param>
    /// <param name="check">The rules that hold everywhere.</param>
    /// <param name="strip">Takes the sections of other providers out.</param>
    /// <param name="ask">Has the provider judge it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<PlannedResource<TSpec>> PlanAsync<TSpec>(
        ClientServices services,
        TSpec spec,
        IReadOnlyList<string> fields,
        Action<BatchCapabilities, PlanNotes> check,
        Func<TSpec, string, TSpec> strip,
        Func<TSpec, CancellationToken, ValueTask<ResourcePlan>> ask,
        CancellationToken cancellationToken)
    {
        var capabilities = await services.Calls.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        var notes = new PlanNotes();
        check(capabilities, notes);
        var own = strip(spec, capabilities.Provider);
        if (notes.IsRejected)
        {
            foreach (var field in fields.Where(field => notes.Find(field) is null))
            {
                notes.Set(FieldDisposition.Unverified(field, "the rejected fields have to be put right first"));
            }

            return new PlannedResource<TSpec>(own, new ResourcePlan(notes.All, []), notes.IsInvalid);
        }

        var plan = await services.Calls.UnpacedAsync(
            ProviderOperation.Plan, static (s, token) => s.ask(s.own, token), (ask, own), cancellationToken).ConfigureAwait(false);
        foreach (var disposition in plan.Dispositions)
        {
            notes.Set(disposition);
        }

        foreach (var field in fields.Where(field => notes.Find(field) is null))
        {
            notes.Set(FieldDisposition.Rejected(field, $"the {capabilities.Provider} provider does not know this field", "leave it out"));
        }

        return new PlannedResource<TSpec>(own, new ResourcePlan(notes.All, plan.NativeRequests), isInvalid: false);
    }

    /// <summary>The native sections of one provider alone.</summary>
    public static IReadOnlyDictionary<string, T>? Own<T>(IReadOnlyDictionary<string, T>? native, string provider) =>
        native is null || (native.Count == 1 && native.ContainsKey(provider)) ? native
        : native.TryGetValue(provider, out var own) ? new Dictionary<string, T> { [provider] = own }
        : null;
}
