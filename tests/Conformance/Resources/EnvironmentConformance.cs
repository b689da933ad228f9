using MultiBatch.Capabilities;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;

namespace MultiBatch.Conformance.Resources;

/// <summary>Environments: planned, made, changed, listed, deleted.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class EnvironmentConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>An environment that was made is there, by name and in the list.</summary>
    [SkippableFact]
    public virtual async Task What_was_made_is_there()
    {
        Requires(BatchFeature.Environments);
        var spec = Harness.EnvironmentSpec(Unique("env"), 4);

        var created = await Client.Environments.CreateAsync(spec, cancellationToken: Cancellation);
        var found = await Connect().Environments.FindAsync(spec.Name, Cancellation);

        Assert.Equal((spec.Name, EnvironmentStatus.Ready), (created.Name, created.Status));
        Assert.Equal(spec.Name, found?.Name);
        Assert.Equal(spec.MaxVCpus, found!.Spec.MaxVCpus);
        Assert.Contains(spec.Name, await NamesAsync());
    }

    /// <summary>A plan says what becomes of every field, and makes nothing.</summary>
    [SkippableFact]
    public virtual async Task A_plan_says_of_every_field_and_makes_nothing()
    {
        Requires(BatchFeature.Environments);
        var full = new ComputeEnvironmentSpec
        {
            Name = Unique("env"),
            Kind = EnvironmentKind.Managed,
            MaxVCpus = 2,
            MinVCpus = 1,
            MaxMemory = ByteSize.FromGibibytes(1),
            MachineTypes = ["standard-1"],
            Purchase = Purchase.OnDemand,
            Architecture = CpuArchitecture.Amd64,
            MachineImage = "image",
            BootDisk = new DiskSpec { Size = ByteSize.FromGibibytes(20), Type = "fast" },
            Network = new NetworkSpec { Network = "n", Subnets = ["s"], SecurityGroups = ["g"], PublicAddress = false },
            MachineIdentity = "somebody",
            Enabled = true,
            Labels = new Dictionary<string, string> { ["a"] = "b" },
        };

        foreach (var mode in new[] { PlanMode.Offline, PlanMode.Connected })
        {
            var plan = await Client.Environments.PlanAsync(full, mode: mode, cancellationToken: Cancellation);
            Assert.Empty(SpecFields.Of(full).Except(plan.Dispositions.Select(disposition => disposition.Pointer)));
        }

        Assert.Null(await Client.Environments.FindAsync(full.Name, Cancellation));
    }

    /// <summary>What a plan rejects is refused, by the field, and nothing is made.</summary>
    [SkippableFact]
    public virtual async Task What_a_plan_rejects_is_refused()
    {
        Requires(BatchFeature.Environments);
        var spec = Harness.EnvironmentSpec(Unique("env"), 2) with
        {
            Network = new NetworkSpec { Network = "n", Subnets = ["s"], SecurityGroups = ["g"], PublicAddress = true },
            BootDisk = new DiskSpec { Size = ByteSize.FromGibibytes(20), Type = "no-such-type" },
            MachineIdentity = "somebody",
        };
        var plan = await Client.Environments.PlanAsync(spec, cancellationToken: Cancellation);
        Skip.If(plan.IsAccepted, "This provider takes all of these fields.");

        var error = await Assert.ThrowsAsync<BatchException>(() => Client.Environments.CreateAsync(spec, cancellationToken: Cancellation));

        Assert.Contains(error.Code, new[] { BatchErrorCode.Unsupported, BatchErrorCode.InvalidSpec });
        Assert.Null(await Client.Environments.FindAsync(spec.Name, Cancellation));
    }

    /// <summary>Two environments cannot have one name.</summary>
    [SkippableFact]
    public virtual async Task A_name_is_taken_once()
    {
        Requires(BatchFeature.Environments);
        var spec = await CreateAsync(4);

        var error = await Assert.ThrowsAsync<BatchException>(() => Client.Environments.CreateAsync(Harness.EnvironmentSpec(spec.Name, 2), cancellationToken: Cancellation));

        Assert.Equal(BatchErrorCode.AlreadyExists, error.Code);
        Assert.Equal(spec.MaxVCpus, (await Client.Environments.GetAsync(spec.Name, Cancellation)).Spec.MaxVCpus);
    }

    /// <summary>An update changes the fields that are set and leaves the others.</summary>
    [SkippableFact]
    public virtual async Task An_update_changes_what_is_set()
    {
        Requires(BatchFeature.Environments);
        var spec = await CreateAsync(2);
        var changes = new ComputeEnvironmentSpec { Name = spec.Name, MaxVCpus = 3 };
        Skip.IfNot((await Client.Environments.PlanAsync(changes, update: true, cancellationToken: Cancellation)).IsAccepted, "The size cannot be changed here.");

        await Client.Environments.UpdateAsync(changes, cancellationToken: Cancellation);
        var changed = await Client.Environments.GetAsync(spec.Name, Cancellation);

        Assert.Equal(3, changed.Spec.MaxVCpus);
        Assert.Equal(spec.Purchase ?? Purchase.OnDemand, changed.Spec.Purchase ?? Purchase.OnDemand);
        Assert.True(changed.Spec.Enabled ?? true);
    }

    /// <summary>What is not there cannot be found, changed or deleted.</summary>
    [SkippableFact]
    public virtual async Task What_is_not_there_is_not_found()
    {
        Requires(BatchFeature.Environments);
        var name = Unique("env");

        Assert.Null(await Client.Environments.FindAsync(name, Cancellation));
        await AssertNotFoundAsync(() => Client.Environments.GetAsync(name, Cancellation));
        await AssertNotFoundAsync(() => Client.Environments.UpdateAsync(new ComputeEnvironmentSpec { Name = name, Enabled = true }, cancellationToken: Cancellation));
        await AssertNotFoundAsync(() => Client.Environments.DeleteAsync(name, cancellationToken: Cancellation));
    }

    /// <summary>An environment that a queue uses is kept; once none does it can go.</summary>
    [SkippableFact]
    public virtual async Task What_is_in_use_is_kept()
    {
        Requires(BatchFeature.Environments, BatchFeature.Queues);
        var spec = await CreateAsync(2);
        await Client.Queues.CreateAsync(Harness.QueueSpec(spec.Name, spec.Name), cancellationToken: Cancellation);

        Assert.Equal(BatchErrorCode.Conflict, (await Assert.ThrowsAsync<BatchException>(() => Client.Environments.DeleteAsync(spec.Name, cancellationToken: Cancellation))).Code);
        Assert.NotNull(await Client.Environments.FindAsync(spec.Name, Cancellation));

        await Client.Queues.DeleteAsync(spec.Name, cancellationToken: Cancellation);
        Assert.Null(await Client.Queues.FindAsync(spec.Name, Cancellation));
        await Client.Environments.DeleteAsync(spec.Name, cancellationToken: Cancellation);
        Assert.Null(await Client.Environments.FindAsync(spec.Name, Cancellation));
        Assert.DoesNotContain(spec.Name, await NamesAsync());
    }

    /// <summary>Of many environments each is listed once.</summary>
    [SkippableFact]
    public virtual async Task Of_many_each_is_listed_once()
    {
        Requires(BatchFeature.Environments);
        var names = new List<string>();
        for (var number = 0; number < 5; number++)
        {
            names.Add((await CreateAsync(1)).Name);
        }

        var listed = await NamesAsync();

        Assert.Empty(names.Except(listed));
        Assert.Equal(listed.Count, listed.Distinct().Count());
    }

    /// <summary>Names that cannot be are refused.</summary>
    [SkippableTheory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public virtual async Task Impossible_names_are_refused(string name)
    {
        Requires(BatchFeature.Environments);

        var error = await Assert.ThrowsAsync<BatchException>(() => Client.Environments.CreateAsync(Harness.EnvironmentSpec(name, 1), cancellationToken: Cancellation));

        Assert.Contains(error.Code, new[] { BatchErrorCode.InvalidSpec, BatchErrorCode.Unsupported });
    }

    private static async Task AssertNotFoundAsync(Func<Task> call) =>
        Assert.Equal(BatchErrorCode.NotFound, (await Assert.ThrowsAsync<BatchException>(call)).Code);

    private async Task<ComputeEnvironmentSpec> CreateAsync(int vcpus)
    {
        var spec = Harness.EnvironmentSpec(Unique("env"), vcpus);
        await Client.Environments.CreateAsync(spec, cancellationToken: Cancellation);
        return spec;
    }

    private async Task<List<string>> NamesAsync()
    {
        var names = new List<string>();
        await foreach (var environment in Client.Environments.ListAsync(Cancellation))
        {
            names.Add(environment.Name);
        }

        return names;
    }
}
