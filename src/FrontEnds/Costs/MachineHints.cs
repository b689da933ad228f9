using MultiBatch.Costs.Adjusting;
using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers;

namespace MultiBatch.FrontEnds.Costs;

/// <summary>
/// What is known of the machines jobs ran on where the service does not report them: the type the job's own spec names; the one type, and the one way of buying, of every
/// environment of its queue; and for a provider without prices of its own, the one price the user gave for it. Everything else stays unknown.
/// </summary>
internal sealed class MachineHints
{
    private readonly BatchClient _client;
    private readonly PriceCatalogue _catalogue;
    private readonly PriceAdjustments _adjustments;
    private readonly Dictionary<string, MachineHint?> _ofQueue = new(StringComparer.Ordinal);
    private readonly Dictionary<JobReference, JobSpec?> _specs = [];

    public MachineHints(BatchClient client, PriceCatalogue catalogue, PriceAdjustments adjustments)
    {
        _client = client;
        _catalogue = catalogue;
        _adjustments = adjustments;
    }

    /// <summary>Looks up what the attempts of jobs leave open: a queue and a job's spec once each.</summary>
    public async Task LearnAsync(IEnumerable<Job> jobs, CancellationToken cancellationToken)
    {
        foreach (var job in jobs.Where(IsOpen))
        {
            if (job.Queue is { } queue && !_ofQueue.ContainsKey(queue))
            {
                _ofQueue[queue] = await OfQueueAsync(queue, cancellationToken).ConfigureAwait(false);
            }

            if (job.Attempts.Any(attempt => attempt.MachineType is null))
            {
                await SpecAsync(job.Reference, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The spec of a job, as far as the service still knows it.</summary>
    public async Task<JobSpec?> SpecAsync(JobReference job, CancellationToken cancellationToken)
    {
        var parent = job.Parent;
        if (!_specs.TryGetValue(parent, out var spec))
        {
            try
            {
                spec = _client.GetService<IJobSpecProvider>() is { } specs ? await specs.FindJobSpecAsync(parent, cancellationToken).ConfigureAwait(false) : null;
            }
            catch (BatchException)
            {
                // The account does without it.
                spec = null;
            }

            _specs[parent] = spec;
        }

        return spec;
    }

    /// <summary>What is known of the machines of a job that was learnt of.</summary>
    public MachineHint? Of(Job job)
    {
        var queue = job.Queue is { } name && _ofQueue.TryGetValue(name, out var known) ? known : null;
        if (_specs.TryGetValue(job.Reference.Parent, out var spec) && spec?.Resources?.MachineType is { } type)
        {
            return new MachineHint
            {
                MachineType = type,
                Purchase = queue?.Purchase ?? KindOf(spec.Purchase),
                Basis = "the job's own spec" + (queue?.Purchase is null ? string.Empty : $" and {queue.Basis}"),
            };
        }

        return queue ?? OfPrices(job.Reference.Provider);
    }

    private static bool IsOpen(Job job) => job.Attempts.Any(attempt => attempt.MachineType is null || attempt.Purchase is null);

    // With spot first, which of the two it was depends on the attempt.
    private static PurchaseKind? KindOf(Purchase? purchase) => purchase?.Kind is PurchaseKind.OnDemand or PurchaseKind.Spot ? purchase.Kind : null;

    private async Task<MachineHint?> OfQueueAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var queue = await _client.Queues.FindAsync(name, cancellationToken).ConfigureAwait(false);
            var environments = new List<ComputeEnvironmentSpec>();
            foreach (var environment in queue?.Spec.Environments ?? [])
            {
                if (await _client.Environments.FindAsync(environment, cancellationToken).ConfigureAwait(false) is not { } found)
                {
                    return null;
                }

                environments.Add(found.Spec);
            }

            var types = environments.SelectMany(environment => environment.MachineTypes ?? [string.Empty]).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            var purchases = environments.Select(environment => KindOf(environment.Purchase)).Distinct().ToList();
            // A name that stands for a family, as 'optimal' or 'm5', is no machine type.
            var type = types.Count == 1 && _catalogue.FindMachine(_client.Provider, types[0]) is not null ? types[0] : null;
            var purchase = purchases.Count == 1 ? purchases[0] : null;
            return type is null && purchase is null ? null : new MachineHint
            {
                MachineType = type,
                Purchase = purchase,
                Basis = $"the environment{(environments.Count == 1 ? string.Empty : "s")} {string.Join(", ", environments.Select(environment => environment.Name))} of queue {name}",
            };
        }
        catch (BatchException)
        {
            return null;
        }
    }

    // This machine has no list price: whoever gives one for it means all of its jobs.
    private MachineHint? OfPrices(string provider)
    {
        var own = _catalogue.Providers.Contains(provider) ? [] : _adjustments.Prices.Where(price => price.Provider == provider).ToList();
        return own.Count != 1 ? null : new MachineHint
        {
            MachineType = own[0].MachineType, Region = own[0].Region, Purchase = own[0].Purchase, Basis = $"the one price that {PriceAdjustmentFile.Name} has for {provider}",
        };
    }
}
