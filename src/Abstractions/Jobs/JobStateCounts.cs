using System.Collections;

namespace MultiBatch.Jobs;

/// <summary>How many children of an array, or jobs of a list, are in each state. Immutable.</summary>
public sealed class JobStateCounts : IEnumerable<KeyValuePair<JobState, int>>, IEquatable<JobStateCounts>
{
    private const int States = (int)JobState.Cancelled + 1;

    private readonly int[] _counts = new int[States];

    /// <summary>Creates counts.</summary>
    /// <param name="counts">States and how many are in each; states may be left out, a state twice is added up.</param>
    public JobStateCounts(IEnumerable<KeyValuePair<JobState, int>> counts)
    {
        foreach (var pair in counts ?? throw new ArgumentNullException(nameof(counts)))
        {
            _counts[(int)pair.Key] += pair.Value;
        }

        for (var state = 0; state < States; state++)
        {
            Total += _counts[state];
            Terminal += ((JobState)state).IsTerminal() ? _counts[state] : 0;
        }
    }

    /// <summary>How many there are in all.</summary>
    public int Total { get; }

    /// <summary>How many have ended.</summary>
    public int Terminal { get; }

    /// <summary>How many are in <paramref name="state"/>.</summary>
    public int this[JobState state] => _counts[(int)state];

    /// <summary>The states that occur, in order.</summary>
    public IEnumerator<KeyValuePair<JobState, int>> GetEnumerator()
    {
        for (var state = 0; state < States; state++)
        {
            if (_counts[state] > 0)
            {
                yield return new KeyValuePair<JobState, int>((JobState)state, _counts[state]);
            }
        }
    }

    /// <inheritdoc/>
    public bool Equals(JobStateCounts? other) => other is not null && _counts.AsSpan().SequenceEqual(other._counts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JobStateCounts);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var count in _counts)
        {
            hash = unchecked((hash * 31) + count);
        }

        return hash;
    }

    /// <summary>The counts as <c>3 running, 21 succeeded</c>.</summary>
    public override string ToString() => string.Join(", ", this.Select(pair => $"{pair.Value} {pair.Key.ToString().ToLowerInvariant()}"));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
