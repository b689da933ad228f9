namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>All jobs, by id and in order of acceptance.</summary>
internal sealed class JobTable
{
    private readonly Dictionary<JobKey, JobEntry> _byKey = [];
    private readonly List<JobEntry> _inOrder = [];

    public int Count => _inOrder.Count;

    /// <summary>The number of the next job.</summary>
    public long NextNumber { get; private set; } = 1;

    /// <summary>In order of acceptance.</summary>
    public IReadOnlyList<JobEntry> InOrder => _inOrder;

    public JobEntry? Find(JobKey key) => _byKey.TryGetValue(key, out var job) ? job : null;

    public JobEntry? Find(string? id) => JobKey.TryParse(id, out var key) ? Find(key) : null;

    /// <exception cref="InvalidDataException">There is no such job: the journal contradicts itself.</exception>
    public JobEntry Get(long number)
    {
        var place = PlaceBefore(number);
        return place < _inOrder.Count && _inOrder[place].Number == number
            ? _inOrder[place]
            : throw new InvalidDataException($"The journal names job {number}, which it has not added.");
    }

    public void Add(JobEntry job)
    {
        if (job.Number < NextNumber)
        {
            throw new InvalidDataException($"The journal adds job {job.Number} out of order.");
        }

        _byKey.Add(job.Key, job);
        _inOrder.Add(job);
        NextNumber = job.Number + 1;
    }

    /// <summary>How many jobs have a number below <paramref name="number"/>.</summary>
    public int PlaceBefore(long number)
    {
        // Numbers are dense but for deleted jobs, so the first guess is nearly always right.
        var low = 0;
        var high = _inOrder.Count;
        if (high > 0)
        {
            var guess = number - _inOrder[0].Number;
            if (guess >= 0 && guess < high && _inOrder[(int)guess].Number == number)
            {
                return (int)guess;
            }
        }

        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (_inOrder[middle].Number < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
