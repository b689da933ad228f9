using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.Cli.Progress;
using MultiBatch.FrontEnds.Input;
using MultiBatch.Jobs;
using MultiBatch.Serialization;
using MultiBatch.Submissions;
using MultiBatch.Submitting;

namespace MultiBatch.Cli.Commands.Submitting;

/// <summary><c>multibatch submit</c></summary>
internal static class SubmitCommand
{
    public static Command Create(CliHost host)
    {
        var inputs = new JobInputOptions();
        var submissionId = CommandExtensions.Text("--submission-id", "TEXT", "Id of this submit: the same id never makes a second job. Default: a new one.");
        var allowHeld = CommandExtensions.Flag("--allow-held", "Accept a job that starts only while a client runs (see 'job supervise').");
        var wait = CommandExtensions.Flag("--wait", "Wait until the jobs have ended; exit code 1 when one failed.");
        var follow = CommandExtensions.Flag("--follow", "Show the output as it is written, and wait.");
        return new Command("submit", "Submit a job, or the jobs of a file.")
            .With(inputs.All)
            .With(submissionId, allowHeld, wait, follow)
            .Runs(host, async (context, cancellationToken) =>
            {
                var parse = context.Parse;
                var values = new Values();
                var id = Id(parse.GetValue(submissionId), values);
                values.ThrowIfAny();
                var input = await inputs.ReadAsync(parse, cancellationToken);
                var waits = parse.GetValue(wait) || parse.GetValue(follow);
                var client = await context.ClientAsync(cancellationToken);
                await FileResources.EnsureAsync(
                    client, input.Environments, input.Queues, input.Definitions, line => context.Host.Error.WriteLineAsync(line), cancellationToken);

                var options = new SubmitOptions { SubmissionId = id, AllowHeld = parse.GetValue(allowHeld) || waits };
                var (jobs, failed) = await SubmitAsync(context, client, input, options, waits, cancellationToken);
                if (!waits || jobs.Count == 0)
                {
                    Write(context, jobs);
                    return failed;
                }

                var ended = await JobWaiter.WaitAsync(context, client, jobs, parse.GetValue(follow), null, cancellationToken);
                Write(context, ended);
                return failed != ExitCodes.Done ? failed : ended.All(job => job.State == JobState.Succeeded) ? ExitCodes.Done : ExitCodes.JobFailed;
            });
    }

    private static SubmissionId? Id(string? text, Values values)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return SubmissionId.FromText(text);
        }
        catch (ArgumentException)
        {
            values.Add($"--submission-id: '{text}' is not a text of 1 to 256 characters; write for example nightly-2026-11-21");
            return null;
        }
    }

    private static async Task<(IReadOnlyList<Job> Jobs, int ExitCode)> SubmitAsync(
        CommandContext context, BatchClient client, JobInput input, SubmitOptions options, bool waits, CancellationToken cancellationToken)
    {
        if (input.Jobs.Count == 1)
        {
            var job = await client.SubmitAsync(input.Jobs[0], options, cancellationToken);
            Say(context, job, waits);
            return ([job], ExitCodes.Done);
        }

        var jobs = new SortedDictionary<int, Job>();
        var exitCode = ExitCodes.Done;
        await foreach (var outcome in client.SubmitManyAsync(input.Jobs, options, cancellationToken))
        {
            if (outcome.Job is { } job)
            {
                jobs.Add(outcome.Ordinal, job);
                Say(context, job, waits);
            }
            else
            {
                context.Host.Error.WriteLine($"job '{outcome.Spec.Name}':");
                exitCode = Math.Max(exitCode, ErrorReport.Write(context.Host, context.Format, outcome.Error!));
            }
        }

        return ([.. jobs.Values], exitCode);
    }

    // Said at once, on the error stream: whoever interrupts the wait has the reference on the screen.
    private static void Say(CommandContext context, Job job, bool waits) =>
        context.Host.Error.WriteLine($"submitted {job.Reference}{HeldJobsText.Note(context, job, waits)}");

    private static void Write(CommandContext context, IReadOnlyList<Job> jobs)
    {
        if (context.IsTable)
        {
            JobTable.Write(context, jobs);
        }
        else if (jobs.Count == 1)
        {
            JsonOutput.Write(context.Host, context.Format, BatchJson.Write(jobs[0], indented: true));
        }
        else
        {
            JsonOutput.Write(context.Host, context.Format, "[" + string.Join(",\n", jobs.Select(job => BatchJson.Write(job))) + "]");
        }
    }
}
