using System.Globalization;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Reading;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Checking;

/// <summary>Checks how the jobs of a file wait for each other: every name is a job or a reference, and nobody waits for itself.</summary>
internal static class JobGraph
{
    public static void Check(IReadOnlyList<SectionItem<JobSpec>> jobs)
    {
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var job = 0; job < jobs.Count; job++)
        {
            if (jobs[job].Name is { } name)
            {
                byName.TryAdd(name, job);
            }
        }

        var edges = jobs.Select(_ => new List<Edge>()).ToArray();
        for (var job = 0; job < jobs.Count; job++)
        {
            var known = new HashSet<string>(StringComparer.Ordinal);
            for (var position = 0; position < jobs[job].Value.DependsOn?.Count; position++)
            {
                var dependency = jobs[job].Value.DependsOn![position];
                if (!known.Add(dependency.Job))
                {
                    Report(jobs[job], position, "job", $"{Quote.Text(dependency.Job)} is waited for twice; remove one.");
                }
                else if (Resolve(dependency.Job, byName, out var index) is { } target)
                {
                    CheckArrays(jobs[job], dependency, jobs[target], index, position);
                    edges[job].Add(new Edge(target, position));
                }
                else if (!JobReference.TryParse(dependency.Job, out var reference))
                {
                    Report(jobs[job], position, "job", Unknown(dependency.Job, byName.Keys));
                }
                else
                {
                    CheckReference(jobs[job], dependency, reference!, position);
                }
            }
        }

        ReportCycles(jobs, edges);
    }

    /// <summary>The job that a name means, and the child, if it names one (<c>align#7</c>); null when it is none of this file.</summary>
    private static int? Resolve(string name, Dictionary<string, int> byName, out int? index)
    {
        index = null;
        if (byName.TryGetValue(name, out var job))
        {
            return job;
        }

        var mark = name.LastIndexOf('#');
        if (mark > 0
            && int.TryParse(name.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var child)
            && byName.TryGetValue(name.Substring(0, mark), out job))
        {
            index = child;
            return job;
        }

        return null;
    }

    private static string Unknown(string name, IReadOnlyCollection<string> known)
    {
        var complaint = $"{Quote.Text(name)} is neither a job of this file nor a job reference";
        return Nearest.To(name, known) is { } meant ? $"{complaint}; did you mean '{meant}'?"
            : known.Count > 1 ? $"{complaint}; its jobs are {Quote.Plain(string.Join(", ", known.Take(8)))}."
            : $"{complaint}; a reference looks like local:main/4f1c...#7.";
    }

    private static void CheckReference(SectionItem<JobSpec> job, JobDependency dependency, JobReference reference, int position)
    {
        if (reference.Attempt is not null)
        {
            Report(job, position, "job", $"{Quote.Text(dependency.Job)} names an attempt; a job waits for jobs and children. Remove '@{reference.Attempt}'.");
        }
        else if (reference.Index is not null && dependency.Mode == DependencyMode.IndexToIndex)
        {
            Report(job, position, "mode", OneChild(dependency));
        }
    }

    private static string OneChild(JobDependency dependency) =>
        $"indexToIndex waits for every child of an array, and {Quote.Text(dependency.Job)} names one; remove 'mode', or the index.";

    private static void CheckArrays(SectionItem<JobSpec> job, JobDependency dependency, SectionItem<JobSpec> target, int? index, int position)
    {
        var size = SizeOf(target.Value);
        if (index is not null && !target.Node.Has("array"))
        {
            Report(job, position, "job", $"{Quote.Text(dependency.Job)} names a child, and {Quote.Text(target.Name!)} is no array; remove '#{index}'.");
        }
        else if (index >= size)
        {
            Report(job, position, "job", $"{Quote.Text(dependency.Job)} names a child, and {Quote.Text(target.Name!)} has those from 0 to {size - 1}.");
        }

        if (dependency.Mode != DependencyMode.IndexToIndex)
        {
            return;
        }

        if (index is not null)
        {
            Report(job, position, "mode", OneChild(dependency));
        }
        else if (!target.Node.Has("array"))
        {
            Report(job, position, "mode", $"indexToIndex is for arrays, and {Quote.Text(target.Name!)} is none; remove 'mode'.");
        }
        else if (size is not null && SizeOf(job.Value) is { } own && own != size)
        {
            Report(job, position, "mode", $"indexToIndex is for arrays of one size; this one has {own} children and {Quote.Text(target.Name!)} has {size}.");
        }
    }

    private static int? SizeOf(JobSpec job) => job.Array?.Size ?? job.Array?.Tasks?.Rows.Count;

    /// <summary>Takes away the jobs that wait for nothing, again and again; each that is left waits, directly or not, for a circle.</summary>
    private static void ReportCycles(IReadOnlyList<SectionItem<JobSpec>> jobs, List<Edge>[] edges)
    {
        var waits = edges.Select(list => list.Count).ToArray();
        var dependents = edges.Select(_ => new List<int>()).ToArray();
        for (var job = 0; job < edges.Length; job++)
        {
            foreach (var edge in edges[job])
            {
                dependents[edge.Target].Add(job);
            }
        }

        var free = new Queue<int>(Enumerable.Range(0, waits.Length).Where(job => waits[job] == 0));
        while (free.Count > 0)
        {
            foreach (var dependent in dependents[free.Dequeue()])
            {
                if (--waits[dependent] == 0)
                {
                    free.Enqueue(dependent);
                }
            }
        }

        var seen = new HashSet<int>();
        for (var start = 0; start < waits.Length; start++)
        {
            ReportCycle(start);
        }

        void ReportCycle(int start)
        {
            var path = new List<Step>();
            var places = new Dictionary<int, int>();
            for (var job = start; waits[job] > 0; job = path[path.Count - 1].Edge.Target)
            {
                if (places.TryGetValue(job, out var first))
                {
                    var names = path.Skip(first).Select(step => jobs[step.Job].Name!).ToList();
                    Report(jobs[path[first].Job], path[first].Edge.Position, "job", names.Count == 1
                        ? $"{Quote.Text(names[0])} waits for itself; remove the dependency."
                        : $"the jobs wait for each other: {Shown(names)}; remove one of the dependencies.");
                    return;
                }

                if (!seen.Add(job))
                {
                    return;
                }

                places.Add(job, path.Count);
                path.Add(new Step(job, edges[job].First(edge => waits[edge.Target] > 0)));
            }
        }
    }

    private static string Shown(List<string> names)
    {
        const int most = 8;
        var shown = names.Take(most).Select(Quote.Plain).Concat(names.Count > most ? ["…"] : []);
        return string.Join(" -> ", shown.Append(Quote.Plain(names[0])));
    }

    private static void Report(SectionItem<JobSpec> job, int position, string key, string message)
    {
        var index = position.ToString(CultureInfo.InvariantCulture);
        var dependsOn = NodePath.Find(job.Node, ["dependsOn"]);
        var scope = job.Scope.Key("dependsOn");
        if (dependsOn is SequenceNode)
        {
            scope = scope.Item(position);
        }

        var node = NodePath.Find(dependsOn, dependsOn is SequenceNode ? [index, key] : [key]);
        scope.Report(node.Start, message);
    }

    private readonly struct Edge(int target, int position)
    {
        public int Target { get; } = target;

        public int Position { get; } = position;
    }

    private readonly struct Step(int job, Edge edge)
    {
        public int Job { get; } = job;

        public Edge Edge { get; } = edge;
    }
}
