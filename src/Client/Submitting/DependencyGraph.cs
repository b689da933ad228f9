using System.Globalization;
using MultiBatch.Jobs;

namespace MultiBatch.Submitting;

/// <summary>
/// Which specs of one call wait for which others: <see cref="JobDependency.Job"/> may be the name of another spec of the call, with
/// <c>#index</c> for one child of an array.
/// </summary>
internal sealed class DependencyGraph
{
    private const int Ambiguous = -1;

    private readonly IReadOnlyList<JobSpec> _specs;
    private readonly List<int>[] _dependents;
    private readonly Dictionary<(int Ordinal, int Position), (int Target, int? Index)> _links = [];
    private readonly int[] _waitsFor;

    private DependencyGraph(IReadOnlyList<JobSpec> specs)
    {
        _specs = specs;
        _dependents = new List<int>[specs.Count];
        _waitsFor = new int[specs.Count];
    }

    /// <summary>Reads the names.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/>: a name that nobody has or several have, or a circle.</exception>
    public static DependencyGraph Of(IReadOnlyList<JobSpec> specs)
    {
        var graph = new DependencyGraph(specs);
        if (specs.Any(spec => spec.DependsOn is { Count: > 0 }))
        {
            graph.Link();
            graph.RefuseCircles();
        }

        return graph;
    }

    /// <summary>How many other specs of the call this one waits for.</summary>
    public int WaitsFor(int ordinal) => _waitsFor[ordinal];

    /// <summary>The specs that wait for this one.</summary>
    public IReadOnlyList<int> DependentsOf(int ordinal) => _dependents[ordinal] ?? [];

    /// <summary>The spec with names replaced by references.</summary>
    /// <param name="ordinal">The spec.</param>
    /// <param name="referenceOf">The reference of an earlier spec.</param>
    public JobSpec Resolve(int ordinal, Func<int, JobReference> referenceOf)
    {
        var spec = _specs[ordinal];
        return _waitsFor[ordinal] == 0 ? spec : spec with
        {
            DependsOn = spec.DependsOn!.Select((dependency, position) =>
                _links.TryGetValue((ordinal, position), out var link)
                    ? dependency with { Job = (link.Index is { } index ? referenceOf(link.Target).Child(index) : referenceOf(link.Target)).ToString() }
                    : dependency).ToList(),
        };
    }

    /// <summary>The specs in an order in which each comes after those it waits for; otherwise as given.</summary>
    public IEnumerable<int> Order()
    {
        var left = (int[])_waitsFor.Clone();
        var ready = new Queue<int>(Enumerable.Range(0, left.Length).Where(ordinal => left[ordinal] == 0));
        while (ready.Count > 0)
        {
            var ordinal = ready.Dequeue();
            yield return ordinal;
            foreach (var dependent in DependentsOf(ordinal).Where(dependent => --left[dependent] == 0))
            {
                ready.Enqueue(dependent);
            }
        }
    }

    private static BatchException Invalid(string message, string resource) => new(BatchErrorCode.InvalidSpec, message) { Resource = resource };

    private string Title(int ordinal) => _specs[ordinal].Name is { } name ? $"'{name}'" : $"number {ordinal}";

    private void Link()
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var ordinal = 0; ordinal < _specs.Count; ordinal++)
        {
            if (_specs[ordinal].Name is { } name)
            {
                names[name] = names.ContainsKey(name) ? Ambiguous : ordinal;
            }
        }

        for (var ordinal = 0; ordinal < _specs.Count; ordinal++)
        {
            for (var position = 0; position < _specs[ordinal].DependsOn?.Count; position++)
            {
                Link(ordinal, position, _specs[ordinal].DependsOn![position].Job, names);
            }
        }
    }

    private void Link(int ordinal, int position, string text, Dictionary<string, int> names)
    {
        var pointer = $"/dependsOn/{position}/job";
        int? index = null;
        if (!names.TryGetValue(text, out var target))
        {
            var mark = text.LastIndexOf('#');
            var isChild = mark > 0
                && names.TryGetValue(text.Substring(0, mark), out target)
                && int.TryParse(text.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && (index = number) is not null;
            if (!isChild)
            {
                if (JobReference.TryParse(text, out _))
                {
                    return;
                }

                throw Invalid($"Job {Title(ordinal)} waits for '{text}', which is neither the name of another job submitted here nor a job reference.", pointer);
            }
        }

        if (target == Ambiguous)
        {
            throw Invalid($"Job {Title(ordinal)} waits for '{text}', and several jobs submitted here have that name. Give them names of their own.", pointer);
        }

        _links[(ordinal, position)] = (target, index);
        var dependents = _dependents[target] ??= [];
        if (!dependents.Contains(ordinal))
        {
            dependents.Add(ordinal);
            _waitsFor[ordinal]++;
        }
    }

    private void RefuseCircles()
    {
        var inOrder = Order().ToHashSet();
        if (inOrder.Count < _specs.Count)
        {
            var circle = Enumerable.Range(0, _specs.Count).Where(ordinal => !inOrder.Contains(ordinal)).ToList();
            throw Invalid(
                $"The jobs {string.Join(", ", circle.Take(5).Select(Title))}{(circle.Count > 5 ? " and more" : string.Empty)} wait for each other in a circle, or for jobs that do; none of them could ever start.",
                "/dependsOn");
        }
    }
}
