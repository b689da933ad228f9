using MultiBatch.Client.Tests.Fakes;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Client.Tests.Submitting;

/// <summary>Faults drawn at random, by a seed: requests refused, replies lost, items throttled, arrays cut in two, requests that arrive late.</summary>
internal sealed class FaultSchedule
{
    private readonly Random _random;
    private readonly InMemoryService _service;
    private readonly TimeProvider _clock;
    private readonly bool _mayBreakLookUps;
    private readonly List<Task> _late = [];
    private readonly Lock _lock = new();
    private volatile bool _isOver;

    public FaultSchedule(Random random, InMemoryService service, TimeProvider clock, bool mayBreakLookUps)
    {
        (_random, _service, _clock, _mayBreakLookUps) = (random, service, clock, mayBreakLookUps);
        service.BeforeCall = call => Fails(call) ? DisturbAsync(call) : Task.CompletedTask;
        service.AfterCall = call => Fails(call) && Draw() < 0.3 ? throw Fault(Faults.ReplyLost()) : Task.CompletedTask;
        service.ItemFault = (operation, _) => operation != "Submit" || _isOver ? null : Draw() switch
        {
            < 0.1 => Fault(Faults.Throttled()),
            < 0.15 => Fault(Faults.ReplyLost()),
            < 0.2 => Fault(new BatchException(BatchErrorCode.Provider, "An odd reply.") { Effect = BatchEffect.Unknown }),
            _ => null,
        };
    }

    /// <summary>How many faults there were.</summary>
    public int Count { get; private set; }

    /// <summary>How late a request may arrive after its caller sent it. Default: at once.</summary>
    public TimeSpan LatestArrival { get; init; }

    public void Stop() => _isOver = true;

    public Task AllArrivedAsync()
    {
        lock (_lock)
        {
            return Task.WhenAll(_late);
        }
    }

    private bool Fails(InMemoryCall call) => !_isOver && (call.Operation == "Submit" || (_mayBreakLookUps && call.Operation == "FindSubmission"));

    private async Task DisturbAsync(InMemoryCall call)
    {
        var fate = Draw();
        if (fate < 0.1)
        {
            throw Fault(Faults.Refused());
        }

        if (fate < 0.2)
        {
            throw Fault(Faults.ReplyLost());
        }

        if (fate < 0.3 && call.Operation == "Submit")
        {
            _service.BreakNextSubmitAfter = 2;
        }

        if (fate > 0.85 && LatestArrival > TimeSpan.Zero && call.Operation == "Submit")
        {
            var arrival = Task.Delay(LatestArrival * Draw(), _clock);
            lock (_lock)
            {
                Count++;
                _late.Add(arrival);
            }

            await arrival;
        }
    }

    private double Draw()
    {
        lock (_lock)
        {
            return _random.NextDouble();
        }
    }

    private BatchException Fault(BatchException error)
    {
        lock (_lock)
        {
            Count++;
        }

        return error;
    }
}
