using System.Collections;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Environments;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.PowerShell.Costs;

namespace MultiBatch.PowerShell.Completion;

/// <summary>
/// Completes machine types: those that the environments of the connection choose from, then those the price catalogue knows of its provider, in
/// its region where it has one. Any other may be typed.
/// </summary>
public sealed class MachineTypeCompleter : CompleterBase
{
    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound) =>
        Ask(Bound(bound, "Connection"), (client, settings, cancellationToken) => ListAsync(client, settings.Region, Registry.Prices(), cancellationToken));

    private static async IAsyncEnumerable<Suggestion> ListAsync(
        BatchClient client, string? region, UserPrices user, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prices = Task.Run(() => PriceShelf.Current(user), cancellationToken);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var environment in await EnvironmentsAsync(client, cancellationToken).ConfigureAwait(false))
        {
            foreach (var type in environment.Spec.MachineTypes ?? [])
            {
                if (seen.Add(type))
                {
                    yield return new Suggestion(type, $"of environment {environment.Name}");
                }
            }
        }

        var catalogue = await prices.ConfigureAwait(false);
        foreach (var machine in catalogue.Machines.Where(machine => machine.Kind == MachineKind.VirtualMachine && machine.BatchSupported != false && IsSold(catalogue, machine, client.Provider, region)))
        {
            if (seen.Add(machine.Name))
            {
                yield return new Suggestion(machine.Name, $"{machine.VCpus:0.##} vCPU, {machine.Memory.ToRoundedString()}{(machine.Gpus > 0 ? $", {machine.Gpus:0.##} x {machine.GpuModel}" : string.Empty)}");
            }
        }
    }

    private static bool IsSold(PriceCatalogue catalogue, MachineType machine, string provider, string? region) =>
        machine.Provider == provider && (region is null || catalogue.FindOffer(provider, machine.Name, region) is not null);

    // A service that does not answer, or not soon, leaves the catalogue.
    private static async Task<IReadOnlyList<ComputeEnvironment>> EnvironmentsAsync(BatchClient client, CancellationToken cancellationToken)
    {
        var found = new List<ComputeEnvironment>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(0.5));
        try
        {
            await foreach (var environment in client.Environments.ListAsync(patience.Token).ConfigureAwait(false))
            {
                found.Add(environment);
            }
        }
        catch (Exception e) when (e is BatchException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // As above.
        }

        return found;
    }
}
