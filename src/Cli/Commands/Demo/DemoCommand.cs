using System.CommandLine;
using System.Globalization;
using MultiBatch.Cli.Commands.Costs;
using MultiBatch.Cli.Commands.Submitting;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.Cli.Progress;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Reading;
using MultiBatch.Submitting;

namespace MultiBatch.Cli.Commands.Demo;

/// <summary><c>multibatch demo</c>: one job file, run on every provider there is here.</summary>
internal static class DemoCommand
{
    private const string JobFile = "examples/checksum/job.yaml";

    public static Command Create(CliHost host) =>
        new Command("demo", "Run an example as a real batch: an array that takes checksums, and a job that verifies them.")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var root = RepositoryRoot.Find();
        var input = await JobFileInput.ReadAsync(Path.Combine(root, JobFile), cancellationToken);
        var children = input.Jobs[0].Array!.Tasks!.Rows.Count;
        var output = context.Host.Out;
        var targets = DemoTargets.Of(context);
        var no = targets.Any(target => target.IsEmulator) ? "Clouds are loopback EMULATORS; no account is used." : "No account is used.";
        await output.WriteLineAsync($"One job file, {(targets.Count == 1 ? "one connection" : $"{targets.Count} connections")}. {no}");
        await output.WriteLineAsync($"Job  {JobFile}   {children} files -> checksum -> verify");
        await output.FlushAsync(cancellationToken);

        var rows = new List<DemoRow>();
        foreach (var target in targets)
        {
            rows.Add(await RunOnAsync(context, target, input, root, cancellationToken));
        }

        WriteRows(context, rows);
        await DemoCosts.WriteAsync(context, input.Jobs[0], rows[0], cancellationToken);
        WriteNext(context, rows[0]);
        return rows.All(row => row.Succeeded) ? ExitCodes.Done : ExitCodes.JobFailed;
    }

    private static async Task<DemoRow> RunOnAsync(CommandContext context, DemoTarget target, JobInput input, string root, CancellationToken cancellationToken)
    {
        await using var session = await target.OpenAsync(context, cancellationToken);
        var client = session.Client;
        var results = Directory.CreateTempSubdirectory("multibatch-demo-").FullName;
        try
        {
            var specs = input.Jobs.Select(job => WithFolders(job, root, results)).ToList();
            var plans = new List<JobPlan>();
            await foreach (var plan in client.PlanManyAsync(specs, PlanMode.Connected, null, cancellationToken))
            {
                plans.Add(plan);
            }

            var started = context.Host.TimeProvider.GetTimestamp();
            var jobs = new SortedDictionary<int, Job>();
            await foreach (var outcome in client.SubmitManyAsync(specs, new SubmitOptions { AllowHeld = true }, cancellationToken))
            {
                jobs[outcome.Ordinal] = outcome.Job ?? throw outcome.Error!;
            }

            var ended = await JobWaiter.WaitAsync(context, client, [.. jobs.Values], follow: false, null, cancellationToken);
            var elapsed = context.Host.TimeProvider.GetElapsedTime(started);
            return new DemoRow
            {
                Connection = target.Label,
                Plans = plans,
                Array = ended[0],
                Verify = ended[1],
                Elapsed = elapsed,
                Digest = await DigestAsync(client, ended[1], cancellationToken),
            };
        }
        finally
        {
            Directory.Delete(results, recursive: true);
        }
    }

    private static JobSpec WithFolders(JobSpec job, string root, string results)
    {
        var env = new Dictionary<string, string>(job.Env ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            ["CHECKSUM_ROOT"] = root,
            ["CHECKSUM_RESULTS"] = results,
        };
        return job with { Env = env };
    }

    private static async Task<string?> DigestAsync(BatchClient client, Job verify, CancellationToken cancellationToken)
    {
        string? digest = null;
        if (verify.State == JobState.Succeeded)
        {
            // To its end: a service may keep lines back for a moment.
            await foreach (var line in client.ReadLogAsync(verify.Reference, new LogOptions { Follow = true }, cancellationToken))
            {
                digest = line.Text.StartsWith("digest ", StringComparison.Ordinal) ? line.Text["digest ".Length..] : digest;
            }
        }

        return digest;
    }

    private static void WriteRows(CommandContext context, List<DemoRow> rows)
    {
        var columns = new Columns(context.Host, string.Empty, "plan", "result", "time", "digest");
        foreach (var row in rows)
        {
            columns.Add(
                row.Connection,
                PlanWords.Summary(row.Plans),
                new Cell($"{row.Ended}/{row.Total}", row.Succeeded ? CellColor.Good : CellColor.Bad),
                row.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
                row.Digest is { Length: > 8 } digest ? digest[..8] + "…" : "-");
        }

        columns.Complete(string.Empty);
        var output = context.Host.Out;
        foreach (var note in rows.SelectMany(row => row.Plans.SelectMany(plan => plan.Dispositions).Where(IsNoteworthy).Select(disposition => $"{row.Connection}: {disposition}")).Distinct())
        {
            output.WriteLine("(*) " + note);
        }

        if (rows.Count > 1)
        {
            output.WriteLine("Same output everywhere: " + (rows.Select(row => row.Digest).Distinct().Count() == 1 && rows[0].Digest is not null ? "yes" : "NO"));
        }

        foreach (var row in rows.Where(row => !row.Succeeded))
        {
            output.WriteLine($"{row.Connection}: {row.Array.Name} {Words.State(row.Array)} {Words.Why(row.Array)}; {row.Verify.Name} {Words.State(row.Verify)} {Words.Why(row.Verify)}");
        }
    }

    private static bool IsNoteworthy(FieldDisposition disposition) => disposition.Kind is DispositionKind.Rounded or DispositionKind.Unverified or DispositionKind.Rejected;

    private static void WriteNext(CommandContext context, DemoRow row)
    {
        var output = context.Host.Out;
        output.WriteLine($"Next: logs        ./multibatch job logs {row.Array.Reference.Child(7)}");
        output.WriteLine($"      plan        ./multibatch plan {JobFile}");
        output.WriteLine($"      jobs        ./multibatch job list --children-of {row.Array.Reference}");
        output.WriteLine("      your own    ./multibatch submit --wait -- echo hello");
    }
}
