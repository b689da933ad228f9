using System.CommandLine;
using System.Globalization;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Output;
using MultiBatch.Diagnosis;
using MultiBatch.FrontEnds.Json;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.Cli.Commands.Jobs;

/// <summary><c>multibatch job show</c></summary>
internal static class JobShowCommand
{
    public static Command Create(CliHost host)
    {
        var references = JobCommands.References();
        var explain = CommandExtensions.Flag("--explain", "Say why the job does not start, or did not succeed, and what to do.");
        return new Command("show", "Show jobs with their attempts.")
            .With(references, explain)
            .Runs(host, async (context, cancellationToken) =>
            {
                var client = await context.ClientAsync(cancellationToken);
                var wanted = await context.ReferencesAsync(context.Parse.GetValue(references)!, cancellationToken);
                var found = new List<(Job Job, JobDiagnosis? Diagnosis)>();
                foreach (var reference in wanted)
                {
                    var job = await client.GetJobAsync(reference, cancellationToken);
                    found.Add((job, context.Parse.GetValue(explain) ? await client.DiagnoseAsync(reference, cancellationToken) : null));
                }

                if (context.IsTable)
                {
                    found.ForEach(item => Write(context, item.Job, item.Diagnosis));
                }
                else
                {
                    var texts = found.Select(item => JobJson.Write(item.Job, item.Diagnosis)).ToList();
                    JsonOutput.Write(context.Host, context.Format, texts.Count == 1 ? texts[0] : "[" + string.Join(",\n", texts) + "]");
                }

                return ExitCodes.Done;
            });
    }

    private static void Write(CommandContext context, Job job, JobDiagnosis? diagnosis)
    {
        var facts = new Facts(context.Host);
        facts.Add("reference", job.Reference.ToString());
        facts.Add("name", job.Name);
        facts.Add("state", Words.State(job), CellColors.Of(job.State));
        facts.Add("native state", string.Equals(job.NativeState, Words.State(job), StringComparison.OrdinalIgnoreCase) ? null : job.NativeState);
        facts.Add("why", Words.Why(job));
        facts.Add("queue", job.Queue);
        facts.Add("definition", job.Definition);
        facts.Add("children", job.Children?.ToString());
        facts.Add("labels", string.Join(", ", job.Labels.Select(label => $"{label.Key}={label.Value}")));
        facts.Add("submission", job.SubmissionId);
        facts.Add("restart of", job.RestartOf?.ToString());
        facts.Add("submitted", Words.Time(job.SubmittedAt));
        facts.Add("started", Words.Time(job.StartedAt));
        facts.Add("ended", Words.Time(job.EndedAt));
        facts.Add("ran", Words.RunTime(job, context.Now));
        facts.Complete();

        if (job.Attempts.Count > 0)
        {
            context.Host.Out.WriteLine();
            var columns = new Columns(context.Host, "ATTEMPT", "STATE", "EXIT", "STARTED", "RAN", "MACHINE", "WHY");
            foreach (var attempt in job.Attempts)
            {
                columns.Add(
                    (attempt.Run > 1 ? $"{attempt.Run}." : string.Empty) + attempt.Number.ToString(CultureInfo.InvariantCulture),
                    new Cell(EnumText.Format(attempt.State), CellColors.Of(attempt.State)),
                    attempt.ExitCode?.ToString(CultureInfo.InvariantCulture),
                    Words.Time(attempt.StartedAt),
                    attempt is { StartedAt: { } started } ? Words.Span((attempt.EndedAt ?? context.Now) - started) : string.Empty,
                    string.Join(' ', new[] { attempt.Machine, attempt.MachineType, attempt.Zone }.Where(part => part is not null)),
                    attempt.Reason ?? (attempt.Cause is { } cause ? EnumText.Format(cause) : null));
            }

            columns.Complete(string.Empty);
            if (!job.AttemptsComplete)
            {
                context.Host.Out.WriteLine("(the provider hides earlier attempts)");
            }
        }

        if (diagnosis is not null)
        {
            WriteFindings(context.Host, diagnosis);
        }

        context.Host.Out.WriteLine();
    }

    private static void WriteFindings(CliHost host, JobDiagnosis diagnosis)
    {
        host.Out.WriteLine();
        if (diagnosis.Findings.Count == 0)
        {
            host.Out.WriteLine("nothing wrong was found");
        }

        foreach (var finding in diagnosis.Findings)
        {
            host.Out.WriteLine($"{(finding.IsCertain ? "!" : "?")} {finding.Summary}  [{finding.Code}]");
            if (finding.Evidence is not null)
            {
                host.Out.WriteLine("  seen: " + finding.Evidence);
            }

            if (finding.Fix is not null)
            {
                host.Out.WriteLine("  fix:  " + finding.Fix);
            }
        }
    }
}
