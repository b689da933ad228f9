using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Reading;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.Queues;

namespace MultiBatch.JobFiles.Fields;

/// <summary>The keys of <see cref="JobQueueSpec"/>.</summary>
internal static class QueueFields
{
    public static ObjectReader<JobQueueSpec> Reader { get; } = new("a queue", new JobQueueSpec { Name = string.Empty },
    [
        Field<JobQueueSpec>.Of("name", Scalars.Line("the name of a queue"), (spec, value) => spec with { Name = value }, isRequired: true),
        Field<JobQueueSpec>.Of("priority", Scalars.WholeNumber("the priority of a queue", 0, 999), (spec, value) => spec with { Priority = value }),
        Field<JobQueueSpec>.Of(
            "environments",
            Collections.List("a list of environments", Scalars.Line("the name of an environment"), mayBeEmpty: false),
            (spec, value) => spec with { Environments = value }),
        Field<JobQueueSpec>.Of<bool>("enabled", Scalars.Flag, (spec, value) => spec with { Enabled = value }),
        Field<JobQueueSpec>.Of("maxWait", Scalars.Duration("the longest wait"), (spec, value) => spec with { MaxWait = value }),
        Field<JobQueueSpec>.Of(
            "schedulingPolicy", Scalars.Line("the name of a scheduling policy"), (spec, value) => spec with { SchedulingPolicy = value }),
        Field<JobQueueSpec>.Of("labels", SharedFields.Labels, (spec, value) => spec with { Labels = value }),
        Field<JobQueueSpec>.Of("native", SharedFields.Native, (spec, value) => spec with { Native = value }),
    ],
    Check);

    private static void Check(JobQueueSpec spec, MappingNode node, Scope scope)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < spec.Environments?.Count; index++)
        {
            if (!known.Add(spec.Environments[index]))
            {
                var position = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
                scope.Key("environments").Item(index).Report(
                    NodePath.Find(node, ["environments", position]).Start, $"{Quote.Text(spec.Environments[index])} is there twice; remove one.");
            }
        }
    }
}
