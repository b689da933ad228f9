using MultiBatch.Providers;
using MultiBatch.Queues;
using MultiBatch.Telemetry;

namespace MultiBatch.Planning;

/// <summary>Finds the queue of jobs that name none, and describes queues that the client keeps.</summary>
internal sealed class QueueChooser(ClientServices services)
{
    // What services without queues of their own take any job under.
    private const string OnlyName = "default";

    public async Task<QueueChoice> ChooseAsync(string? name, PlanMode mode, CancellationToken cancellationToken)
    {
        var asked = name ?? services.Options.DefaultQueue;
        if (services.Queues is not { } queues)
        {
            return asked is null ? Defaulted(OnlyName, $"{services.Provider.Name} has one queue only") : Named(asked, name);
        }

        if (!services.KeepsQueues)
        {
            // Whether a named queue exists is the provider's to say; asking for each plan would cost a call.
            return asked is not null ? Named(asked, name)
                : mode == PlanMode.Offline ? Unverified()
                : await FindDefaultAsync(queues, cancellationToken).ConfigureAwait(false);
        }

        var choice = asked is null ? await FindDefaultAsync(queues, cancellationToken).ConfigureAwait(false) : Named(asked, name);
        return choice.Problem is null ? await DescribeAsync(choice, queues, cancellationToken).ConfigureAwait(false) : choice;
    }

    private static QueueChoice Named(string name, string? given) =>
        given is not null ? new QueueChoice { Name = name } : Defaulted(name, "the connection's default queue");

    private static QueueChoice Defaulted(string name, string why) =>
        new() { Name = name, Note = FieldDisposition.Defaulted(SpecPointers.Queue, name, why) };

    private static QueueChoice Unverified() =>
        new() { Name = OnlyName, Note = FieldDisposition.Unverified(SpecPointers.Queue, "which queue is the default one is known only to the service") };

    private async Task<QueueChoice> FindDefaultAsync(IQueueProvider queues, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        string? token = null;
        do
        {
            var page = await services.Calls.ReadAsync(
                ProviderOperation.ListQueues,
                static (s, ct) => s.queues.ListQueuesAsync(s.token, ct), (queues, token), cancellationToken).ConfigureAwait(false);
            foreach (var queue in page.Items)
            {
                if (queue.IsDefault)
                {
                    return Defaulted(queue.Name, $"the default queue of {services.Provider.Name}");
                }

                names.Add(queue.Name);
            }

            token = page.ContinuationToken;
        }
        while (token is not null);

        return names.Count == 1
            ? Defaulted(names[0], "the only queue there is")
            : new QueueChoice
            {
                Name = OnlyName,
                Problem = names.Count == 0
                    ? "no queue is named, and there is none to choose"
                    : $"no queue is named and none is the default one; there are {string.Join(", ", names.Take(10))}{(names.Count > 10 ? " and more" : string.Empty)}",
            };
    }

    private async Task<QueueChoice> DescribeAsync(QueueChoice choice, IQueueProvider queues, CancellationToken cancellationToken)
    {
        var queue = await queues.FindQueueAsync(choice.Name, cancellationToken).ConfigureAwait(false);
        if (queue is null)
        {
            return choice with { Problem = $"there is no queue '{choice.Name}'" };
        }

        if (queue.Spec.Enabled == false)
        {
            return choice with { Problem = $"queue '{choice.Name}' is disabled and takes no jobs" };
        }

        var environment = queue.Spec.Environments is [var first, ..] && services.Environments is { } environments
            ? await environments.FindEnvironmentAsync(first, cancellationToken).ConfigureAwait(false)
            : null;
        return environment is null && queue.Spec.Environments is { Count: > 0 }
            ? choice with { Problem = $"the environment '{queue.Spec.Environments[0]}' of queue '{choice.Name}' does not exist" }
            : choice with { Queue = queue.Spec, Environment = environment?.Spec };
    }
}
