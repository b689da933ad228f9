using MultiBatch.Capabilities;
using MultiBatch.Definitions;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Resources;

/// <summary>Job definitions: revisions, parameters, what a job takes from them and lays over them.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class DefinitionConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>A job of a definition runs what the definition says, and says where it came from.</summary>
    [SkippableFact]
    public virtual async Task A_job_runs_what_its_definition_says()
    {
        Requires(BatchFeature.Definitions, BatchFeature.Logs);
        var definition = await RegisterAsync(Run(Tasks.Out("defined\n")));

        var job = await RunDefinitionAsync(definition.Reference);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal("defined\n", await ReadTextAsync(job.Reference));
        Assert.Equal($"{definition.Name}:1", job.Definition);
    }

    /// <summary>Content that changed is a new revision, content that did not is the same.</summary>
    [SkippableFact]
    public virtual async Task Revisions_count_changes_of_content()
    {
        Requires(BatchFeature.Definitions);
        var name = Unique("def");
        var (one, two) = (Run(Tasks.Exit(1)), Run(Tasks.Exit(2)));

        var revisions = new List<int>();
        foreach (var content in new[] { one, one, two, two, one })
        {
            revisions.Add((await RegisterAsync(content, name)).Revision);
        }

        Assert.Equal([1, 1, 2, 2, 3], revisions);
        Assert.Equal(3, (await Client.Definitions.GetAsync(new JobDefinitionReference(name), Cancellation)).Revision);
        Assert.Equal([1, 2, 3], (await ListAsync(name)).Select(definition => definition.Revision).OrderBy(revision => revision));
    }

    /// <summary>A name alone means the latest revision, a name with a number that one.</summary>
    [SkippableFact]
    public virtual async Task A_name_alone_means_the_latest_revision()
    {
        Requires(BatchFeature.Definitions);
        var first = await RegisterAsync(Run(Tasks.Exit(11)));
        await RegisterAsync(Run(Tasks.Exit(12)), first.Name);

        Assert.Equal(12, (await RunDefinitionAsync(new JobDefinitionReference(first.Name))).ExitCode);
        Assert.Equal(11, (await RunDefinitionAsync(new JobDefinitionReference(first.Name, 1))).ExitCode);
    }

    /// <summary>Parameters fill the placeholders: the job's value, else the definition's.</summary>
    [SkippableFact]
    public virtual async Task Parameters_fill_placeholders()
    {
        Requires(BatchFeature.Definitions, BatchFeature.Logs);
        var definition = await RegisterAsync(new JobSpec
        {
            Command = Tasks.Command(Tasks.ShowArguments(), ["Ref::first", "x-Ref::second.txt", "plain"]),
            Parameters = new Dictionary<string, string> { ["first"] = "default one", ["second"] = "default-two" },
        });

        var job = await RunAsync(Harness.Prepare(new JobSpec
        {
            Definition = definition.Reference,
            Parameters = new Dictionary<string, string> { ["second"] = "my 'own' $two" },
        }));

        Assert.Equal(["default one", "x-my 'own' $two.txt", "plain"], (await ReadLinesAsync(job.Reference)).Select(TextOfHex));
    }

    /// <summary>A placeholder without a value, and a value without a placeholder, are refused by name.</summary>
    [SkippableFact]
    public virtual async Task Parameters_that_do_not_fit_are_refused()
    {
        Requires(BatchFeature.Definitions);
        var definition = await RegisterAsync(new JobSpec { Command = Tasks.Command(Tasks.ShowArguments(), ["Ref::needed"]) });

        var missing = await RefusedAsync(Harness.Prepare(new JobSpec { Definition = definition.Reference }), BatchErrorCode.InvalidSpec);
        var unused = await RefusedAsync(
            Harness.Prepare(new JobSpec
            {
                Definition = definition.Reference,
                Parameters = new Dictionary<string, string> { ["needed"] = "1", ["surplus"] = "2" },
            }),
            BatchErrorCode.InvalidSpec);

        Assert.Contains("needed", missing.Message, StringComparison.Ordinal);
        Assert.Contains("surplus", unused.Message, StringComparison.Ordinal);
    }

    /// <summary>What a job sets is laid over its definition, and the rest is kept.</summary>
    [SkippableFact]
    public virtual async Task A_job_is_laid_over_its_definition()
    {
        Requires(BatchFeature.Definitions, BatchFeature.EnvironmentVariables, BatchFeature.Labels, BatchFeature.Logs);
        var definition = await RegisterAsync(Run(Tasks.ShowVariables("KEPT", "CHANGED", "ADDED")) with
        {
            Env = new Dictionary<string, string> { ["KEPT"] = "definition", ["CHANGED"] = "definition" },
            Labels = new Dictionary<string, string> { ["from"] = "definition" },
        });

        var job = await RunAsync(Harness.Prepare(new JobSpec
        {
            Definition = definition.Reference,
            Env = new Dictionary<string, string> { ["CHANGED"] = "job", ["ADDED"] = "job" },
        }));
        var seen = await ReadVariablesAsync(job.Reference);

        Assert.Equal(("definition", "job", "job"), (seen["KEPT"], seen["CHANGED"], seen["ADDED"]));
        Assert.Equal("definition", job.Labels["from"]);
    }

    /// <summary>A revision that was deregistered is refused, others are not, and doing so twice is no error.</summary>
    [SkippableFact]
    public virtual async Task A_deregistered_revision_is_refused()
    {
        Requires(BatchFeature.Definitions);
        var first = await RegisterAsync(Run(Tasks.Exit(0)));
        var second = await RegisterAsync(Run(Tasks.Exit(2)), first.Name);

        await Client.Definitions.DeregisterAsync(second.Reference, Cancellation);
        await Client.Definitions.DeregisterAsync(second.Reference, Cancellation);

        await RefusedAsync(Harness.Prepare(new JobSpec { Definition = second.Reference }), BatchErrorCode.InvalidSpec, BatchErrorCode.NotFound, BatchErrorCode.Conflict);
        Assert.Equal(JobState.Succeeded, (await RunDefinitionAsync(new JobDefinitionReference(first.Name))).State);
        Assert.False((await Client.Definitions.GetAsync(second.Reference, Cancellation)).IsActive);
    }

    /// <summary>A definition, or a revision, that is not there is not found.</summary>
    [SkippableFact]
    public virtual async Task What_is_not_there_is_not_found()
    {
        Requires(BatchFeature.Definitions);
        var definition = await RegisterAsync(Run(Tasks.Exit(0)));
        JobDefinitionReference[] missing = [new(Unique("def")), new(definition.Name, 99)];

        foreach (var reference in missing)
        {
            Assert.Null(await Client.Definitions.FindAsync(reference, Cancellation));
            Assert.Equal(BatchErrorCode.NotFound, (await Assert.ThrowsAsync<BatchException>(() => Client.Definitions.GetAsync(reference, Cancellation))).Code);
            await RefusedAsync(Harness.Prepare(new JobSpec { Definition = reference }), BatchErrorCode.InvalidSpec, BatchErrorCode.NotFound);
        }

        Assert.Equal(
            BatchErrorCode.NotFound,
            (await Assert.ThrowsAsync<BatchException>(() => Client.Definitions.DeregisterAsync(missing[1], Cancellation))).Code);
    }

    /// <summary>A definition is seen by other clients, and is listed with the rest.</summary>
    [SkippableFact]
    public virtual async Task Definitions_are_shared_and_listed()
    {
        Requires(BatchFeature.Definitions);
        var definition = await RegisterAsync(Run(Tasks.Exit(0)));

        Assert.Equal(1, (await Connect().Definitions.GetAsync(new JobDefinitionReference(definition.Name), Cancellation)).Revision);
        Assert.Contains(definition.Name, (await ListAsync(null)).Select(listed => listed.Name));
    }

    /// <summary>What belongs to a submit has no place in a definition.</summary>
    [SkippableFact]
    public virtual async Task What_belongs_to_a_submit_is_refused()
    {
        Requires(BatchFeature.Definitions);
        JobSpec[] wrong =
        [
            Run(Tasks.Exit(0)) with { Name = "named" },
            Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = 2 } },
            Run(Tasks.Exit(0)) with { Definition = new JobDefinitionReference("other") },
            Run(Tasks.Exit(0)) with { DependsOn = [new JobDependency { Job = "x" }] },
        ];

        foreach (var content in wrong)
        {
            var spec = new JobDefinitionSpec { Name = Unique("def"), Job = content };
            var error = await Assert.ThrowsAsync<BatchException>(() => Client.Definitions.RegisterAsync(spec, Cancellation));
            Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        }
    }

    private Task<JobDefinition> RegisterAsync(JobSpec content, string? name = null) =>
        Client.Definitions.RegisterAsync(new JobDefinitionSpec { Name = name ?? Unique("def"), Job = Harness.Prepare(content) }, Cancellation);

    private Task<Job> RunDefinitionAsync(JobDefinitionReference reference) => RunAsync(new JobSpec { Definition = reference });

    private async Task<List<JobDefinition>> ListAsync(string? name)
    {
        var definitions = new List<JobDefinition>();
        await foreach (var definition in Client.Definitions.ListAsync(name, Cancellation))
        {
            definitions.Add(definition);
        }

        return definitions;
    }
}
