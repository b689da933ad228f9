using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Serialization;

namespace MultiBatch.Conformance.Secrets;

/// <summary>A secret reaches the task that names it, and nothing else.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class SecretConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>A secret by reference is a variable of the task, whole and unchanged.</summary>
    [SkippableTheory]
    [InlineData("plain")]
    [InlineData("with 'quotes' \"and\" $dollars `ticks` \\ and = signs")]
    [InlineData("na\u00efve \u4f60\u597d")]
    public virtual async Task A_secret_reaches_the_task(string text)
    {
        var value = text + Unique("-secret");
        var reference = await CreateAsync(value);

        // A check inside the task: the value itself must not come back in a log.
        var job = await SucceedAsync(Run(Tasks.ShowVariables("SECRET")) with { Secrets = Map(reference) });

        Assert.Equal(value, (await ReadVariablesAsync(job.Reference))["SECRET"]);
    }

    /// <summary>The value is in no plan, no job, no list, no error, no diagnosis; only the place of it is.</summary>
    [SkippableFact]
    public virtual async Task A_secret_is_nowhere_but_in_the_task()
    {
        var value = Unique("canary");
        var reference = await CreateAsync(value);
        var spec = Complete(Run(Tasks.Exit(3)) with { Secrets = Map(reference) });

        var plan = await Client.PlanAsync(spec, PlanMode.Connected, null, Cancellation);
        var job = await RunAsync(spec);
        var listed = await ListAsync(new JobQuery { Name = spec.Name });

        var said = new List<string>
        {
            BatchJson.Write(plan.Resolved),
            BatchJson.Write(job),
            string.Concat(plan.Dispositions),
            string.Concat(plan.GetNativeRequests().Select(request => request.Operation + request.Body)),
            string.Concat(listed.Select(one => BatchJson.Write(one))),
            job.Reason ?? string.Empty,
            string.Concat((await Client.DiagnoseAsync(job.Reference, Cancellation)).Findings),
        };
        if (Capabilities.Supports(BatchFeature.Logs))
        {
            said.Add(await ReadTextAsync(job.Reference, Logs.LogStreamKind.All));
        }

        Assert.True(plan.IsAccepted);
        Assert.All(said, text => Assert.DoesNotContain(value, text, StringComparison.Ordinal));
    }

    /// <summary>A task that is tried again finds its secret again.</summary>
    [SkippableFact]
    public virtual async Task A_secret_is_there_at_every_attempt()
    {
        Requires(BatchFeature.Retries);
        RequiresSignals();
        var value = Unique("secret");
        var reference = await CreateAsync(value);

        var job = await SucceedAsync(Run(Tasks.FailFirst(1, Unique("tried"), 1), Tasks.ShowVariables("SECRET")) with
        {
            Secrets = Map(reference),
            Attempts = new AttemptPolicy { Max = 2 },
        });

        Assert.Equal(value, (await ReadVariablesAsync(job.Reference))["SECRET"]);
    }

    /// <summary>The secret of one job is not in the next.</summary>
    [SkippableFact]
    public virtual async Task A_secret_does_not_leak_into_the_next_job()
    {
        var reference = await CreateAsync(Unique("secret"));
        await SucceedAsync(Run(Tasks.Exit(0)) with { Secrets = Map(reference) });

        var next = await SucceedAsync(Run(Tasks.ShowVariables("SECRET")));

        Assert.Null((await ReadVariablesAsync(next.Reference))["SECRET"]);
    }

    /// <summary>One variable cannot be both plain and secret.</summary>
    [SkippableFact]
    public virtual async Task A_variable_is_plain_or_secret()
    {
        var reference = await CreateAsync(Unique("secret"));

        var error = await RefusedAsync(
            Harness.Prepare(Run(Tasks.Exit(0)) with { Env = new Dictionary<string, string> { ["SECRET"] = "plain" }, Secrets = Map(reference) }),
            BatchErrorCode.InvalidSpec);

        Assert.Contains("SECRET", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Names that are ours are refused for secrets too.</summary>
    [SkippableFact]
    public virtual async Task Reserved_names_are_refused()
    {
        var reference = await CreateAsync(Unique("secret"));

        await RefusedAsync(
            Harness.Prepare(Run(Tasks.Exit(0)) with { Secrets = new Dictionary<string, SecretReference> { [RuntimeVariables.JobId] = reference } }),
            BatchErrorCode.InvalidSpec);
    }

    private static Dictionary<string, SecretReference> Map(SecretReference reference) => new() { ["SECRET"] = reference };

    private async Task<SecretReference> CreateAsync(string value)
    {
        Requires(BatchFeature.Secrets, BatchFeature.Logs);
        var reference = await Harness.CreateSecretAsync(value, Cancellation);
        Skip.If(reference is null, "The harness has no place for secrets.");
        return reference!;
    }
}
