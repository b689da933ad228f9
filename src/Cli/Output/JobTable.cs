using System.Globalization;
using MultiBatch.Cli.Commands;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Output;

/// <summary>Jobs in columns.</summary>
internal static class JobTable
{
    public static Columns Start(CommandContext context) => new(context.Host, "REFERENCE", "NAME", "STATE", "AGE", "RAN", "ATTEMPT", "WHY");

    public static void Write(CommandContext context, IEnumerable<Job> jobs)
    {
        var columns = Start(context);
        foreach (var job in jobs)
        {
            Add(columns, job, context.Now);
        }

        columns.Complete("no jobs");
    }

    public static void Add(Columns columns, Job job, DateTimeOffset now) => columns.Add(
        job.Reference.ToString(),
        job.Name,
        new Cell(Words.State(job), CellColors.Of(job.State)),
        new Cell(Words.Age(job.SubmittedAt, now), alignRight: true),
        new Cell(Words.RunTime(job, now), alignRight: true),
        new Cell(job.Attempt == 0 ? string.Empty : job.Attempt.ToString(CultureInfo.InvariantCulture), alignRight: true),
        Words.Why(job));
}
