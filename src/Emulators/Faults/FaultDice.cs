namespace MultiBatch.Emulators.Faults;

/// <summary>
/// The chance of one rule. The n-th throw depends on the seed, the place of the rule and n alone, so that a rule more, or another order of calls to
/// other operations, changes nothing.
/// </summary>
internal sealed class FaultDice
{
    private readonly ulong _seed;
    private ulong _throws;
    private int _hits;

    public FaultDice(FaultRule rule, long seed, int place)
    {
        Rule = rule;
        _seed = Mix(unchecked((ulong)seed) ^ Mix((ulong)place + 1));
    }

    public FaultRule Rule { get; }

    /// <summary>Whether it happens this time.</summary>
    public bool Throw()
    {
        var ordinal = _throws++;
        if (ordinal < (ulong)Math.Max(0, Rule.Skip) || _hits >= (Rule.Count ?? int.MaxValue) || Chance(ordinal) >= (Rule.Probability ?? 1))
        {
            return false;
        }

        _hits++;
        return true;
    }

    private double Chance(ulong ordinal) => (Mix(_seed ^ Mix(ordinal)) >> 11) * (1.0 / (1UL << 53));

    // The finisher of SplitMix64: every bit of the input changes half of the output.
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
