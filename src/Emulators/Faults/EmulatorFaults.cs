namespace MultiBatch.Emulators.Faults;

/// <summary>The faults of a running emulator: what is planned, and what has happened. Safe for use by several threads.</summary>
public sealed class EmulatorFaults
{
    private readonly Lock _sync = new();
    private readonly Dictionary<FaultKind, long> _injected = [];
    private FaultPlan _plan;
    private List<FaultDice> _dice;

    internal EmulatorFaults(FaultPlan? plan)
    {
        _plan = plan ?? new FaultPlan();
        _dice = Roll(_plan);
    }

    /// <summary>The plan that is in force. Setting one begins it anew; what was counted stays.</summary>
    public FaultPlan Plan
    {
        get
        {
            lock (_sync)
            {
                return _plan;
            }
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            lock (_sync)
            {
                _plan = value;
                _dice = Roll(value);
            }

            Changed?.Invoke();
        }
    }

    /// <summary>How often each kind of fault has happened.</summary>
    public IReadOnlyDictionary<FaultKind, long> Injected
    {
        get
        {
            lock (_sync)
            {
                return new Dictionary<FaultKind, long>(_injected);
            }
        }
    }

    /// <summary>Called when there are other rules than before: what is under way may be struck by one of them.</summary>
    internal Action? Changed { get; set; }

    /// <summary>Adds a rule after those that are in force, which go on where they are.</summary>
    public void Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        lock (_sync)
        {
            _dice.Add(new FaultDice(rule, _plan.Seed, _dice.Count));
            _plan = _plan with { Rules = [.. _plan.Rules, rule] };
        }

        Changed?.Invoke();
    }

    /// <summary>Ends all faults. What was counted stays.</summary>
    public void Clear() => Plan = new FaultPlan { Seed = Plan.Seed };

    /// <summary>What goes wrong with a request.</summary>
    internal RequestFaults OfRequest(string operation)
    {
        var latency = TimeSpan.Zero;
        TimeSpan? stale = null;
        FaultRule? end = null;
        lock (_sync)
        {
            foreach (var dice in _dice)
            {
                var rule = dice.Rule;
                var isEnd = rule.Kind is not (FaultKind.Latency or FaultKind.Stale);
                if (!rule.IsOfRequests || (isEnd && end is not null) || !FaultRule.Matches(rule.Operation, operation) || !dice.Throw())
                {
                    continue;
                }

                Count(rule.Kind);
                latency += rule.Kind == FaultKind.Latency ? rule.Delay : TimeSpan.Zero;
                stale = rule.Kind == FaultKind.Stale ? rule.Delay : stale;
                end = isEnd ? rule : end;
            }
        }

        return new RequestFaults(latency, stale, end);
    }

    /// <summary>Whether something goes wrong with an environment, a job or an image; null when nothing does.</summary>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="names">What it is called: a rule that matches one of these names is meant.</param>
    internal FaultRule? Of(FaultKind kind, params ReadOnlySpan<string> names)
    {
        lock (_sync)
        {
            foreach (var dice in _dice)
            {
                if (dice.Rule.Kind == kind && IsMeant(dice.Rule, names) && dice.Throw())
                {
                    Count(kind);
                    return dice.Rule;
                }
            }
        }

        return null;
    }

    private static bool IsMeant(FaultRule rule, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (FaultRule.Matches(rule.Match, name))
            {
                return true;
            }
        }

        return false;
    }

    private static List<FaultDice> Roll(FaultPlan plan) => plan.Rules.Select((rule, place) => new FaultDice(rule, plan.Seed, place)).ToList();

    private void Count(FaultKind kind) => _injected[kind] = _injected.GetValueOrDefault(kind) + 1;
}
