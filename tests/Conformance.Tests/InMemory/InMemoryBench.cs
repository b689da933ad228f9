using System.Text;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Planning;
using MultiBatch.Submissions;
using MultiBatch.TestSupport.InMemory;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Conformance.Tests.InMemory;

/// <summary>A simulated service, its provider and its clock, for tests that call the provider as the client does.</summary>
internal sealed class InMemoryBench
{
    public InMemoryBench(InMemoryOptions? options = null)
    {
        Service = new InMemoryService(Clock, options);
        Provider = new InMemoryBatchProvider(Service);
    }

    public ManualTimeProvider Clock { get; } = new();

    public InMemoryService Service { get; }

    public InMemoryBatchProvider Provider { get; }

    public async Task<ProviderPlan> PlanAsync(JobSpec spec, SubmissionId? id = null) => await Provider.PlanAsync(
        new PlanRequest
        {
            SubmissionId = id ?? SubmissionId.New(Clock.GetUtcNow()),
            Spec = spec with { Name = spec.Name ?? "job", Queue = spec.Queue ?? InMemoryService.DefaultQueue },
            Mode = PlanMode.Connected,
        },
        CancellationToken.None);

    public async Task<SubmitResult> TrySubmitAsync(JobSpec spec, SubmissionId? id = null, SubmissionLookup? resume = null)
    {
        var plan = await PlanAsync(spec, id);
        var submission = new ProviderSubmission { Plan = plan, Key = KeyOf(plan), Resume = resume };
        return Assert.Single(await Provider.SubmitAsync([submission], CancellationToken.None));
    }

    public async Task<JobReference> SubmitAsync(JobSpec spec, SubmissionId? id = null)
    {
        var result = await TrySubmitAsync(spec, id);
        Assert.Null(result.Error);
        return result.Job!.Reference;
    }

    public async Task<Job> GetAsync(JobReference reference) =>
        Assert.Single(await Provider.GetJobsAsync([reference], CancellationToken.None)) ?? throw new InvalidOperationException($"No job {reference}.");

    public async Task<string> ReadAsync(JobReference reference, LogStreamKind stream = LogStreamKind.All)
    {
        var page = await Provider.ReadLogAsync(new LogRequest { Job = reference, Stream = stream }, CancellationToken.None);
        return string.Concat(page.Entries.Select(entry => Encoding.UTF8.GetString(entry.Bytes.Span)));
    }

    public async Task<IReadOnlyList<Job>> ListAsync(JobQuery query)
    {
        var jobs = new List<Job>();
        string? token = null;
        do
        {
            var page = await Provider.ListJobsAsync(query, token, CancellationToken.None);
            jobs.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);

        return jobs;
    }

    public static JobSpec Run(params string[] statements) => new() { Command = ["run", string.Join('\n', statements)] };

    public static SubmissionKey KeyOf(ProviderPlan plan) => new()
    {
        Id = plan.Request.SubmissionId,
        JobName = plan.Request.Spec.Name!,
        Queue = plan.Request.Spec.Queue!,
        ArraySize = plan.Request.Spec.Array?.Size ?? plan.Request.Spec.Array?.Tasks?.Rows.Count,
    };
}
