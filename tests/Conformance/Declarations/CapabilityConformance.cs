using MultiBatch.Capabilities;
using MultiBatch.Providers;

namespace MultiBatch.Conformance.Declarations;

/// <summary>What a provider declares is whole, true to itself and not below what every provider has to have.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class CapabilityConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>What every provider has to have, but for what a harness lists with its reason.</summary>
    public static IReadOnlyList<BatchFeature> Floor { get; } =
    [
        BatchFeature.Environments, BatchFeature.Queues, BatchFeature.Definitions, BatchFeature.EnvironmentVariables, BatchFeature.Secrets, BatchFeature.Mounts,
        BatchFeature.Arrays, BatchFeature.DependencyOnSuccess, BatchFeature.Retries, BatchFeature.Timeouts, BatchFeature.Labels, BatchFeature.Stop,
        BatchFeature.Logs,
    ];

    // What a client can do while it runs; everything else is done without it or not at all.
    private static readonly BatchFeature[] ForClients =
    [
        BatchFeature.DependencyOnSuccess, BatchFeature.DependencyOnFailure, BatchFeature.DependencyOnAnyEnd, BatchFeature.DependencyOnIndex,
        BatchFeature.DependencyIndexToIndex, BatchFeature.DependencyAcrossQueues, BatchFeature.SpotThenOnDemand,
    ];

    /// <summary>Nothing of the floor is missing without a reason, and no exception is kept for what is there.</summary>
    [SkippableFact]
    public virtual void Nothing_that_everybody_has_is_missing_without_a_reason()
    {
        var missing = Floor.Where(feature => !Capabilities.Supports(feature)).ToList();

        Assert.Equal(missing.OrderBy(feature => feature), Harness.FloorExceptions.Keys.OrderBy(feature => feature));
        Assert.All(Harness.FloorExceptions.Values, reason => Assert.False(string.IsNullOrWhiteSpace(reason)));
    }

    /// <summary>What is not done natively says how, or why not.</summary>
    [SkippableFact]
    public virtual void What_is_not_native_says_why() => Assert.All(
        BatchCapabilities.AllFeatures.Where(feature => Capabilities[feature].Level != SupportLevel.Native),
        feature => Assert.False(string.IsNullOrWhiteSpace(Capabilities[feature].Note), $"{feature} is {Capabilities[feature].Level} without a note."));

    /// <summary>Only what a client can do is left to it.</summary>
    [SkippableFact]
    public virtual void Only_what_a_client_can_do_is_left_to_it() => Assert.All(
        BatchCapabilities.AllFeatures.Where(feature => Capabilities[feature].Level == SupportLevel.EmulatedWhileClientRuns),
        feature => Assert.Contains(feature, ForClients));

    /// <summary>Features that need others come with them.</summary>
    [SkippableTheory]
    [InlineData(BatchFeature.TaskTables, BatchFeature.Arrays)]
    [InlineData(BatchFeature.ArrayParallelism, BatchFeature.Arrays)]
    [InlineData(BatchFeature.DependencyOnIndex, BatchFeature.Arrays)]
    [InlineData(BatchFeature.DependencyIndexToIndex, BatchFeature.Arrays)]
    [InlineData(BatchFeature.RetryByExitCode, BatchFeature.Retries)]
    [InlineData(BatchFeature.RetryByCause, BatchFeature.Retries)]
    [InlineData(BatchFeature.StopChild, BatchFeature.Stop)]
    [InlineData(BatchFeature.StopGrace, BatchFeature.Stop)]
    [InlineData(BatchFeature.LiveLogs, BatchFeature.Logs)]
    [InlineData(BatchFeature.SeparateStreams, BatchFeature.Logs)]
    [InlineData(BatchFeature.LogsPerAttempt, BatchFeature.Logs)]
    [InlineData(BatchFeature.SpotThenOnDemand, BatchFeature.Spot)]
    [InlineData(BatchFeature.QueuePriority, BatchFeature.Queues)]
    [InlineData(BatchFeature.QueueMaxWait, BatchFeature.Queues)]
    [InlineData(BatchFeature.OrderedEnvironments, BatchFeature.Queues)]
    public virtual void A_feature_comes_with_what_it_needs(BatchFeature feature, BatchFeature needed) =>
        Assert.True(!Capabilities.Supports(feature) || Capabilities.Supports(needed), $"{feature} needs {needed}.");

    /// <summary>The description of logs agrees with the features.</summary>
    [SkippableFact]
    public virtual void The_logs_are_described_as_the_features_say()
    {
        Assert.Equal(Capabilities.Supports(BatchFeature.Logs), Capabilities.Logs is not null);
        Assert.Equal(Capabilities.Supports(BatchFeature.SeparateStreams), Capabilities.Logs?.SeparateStreams ?? false);
        Assert.Equal(Capabilities.Supports(BatchFeature.LogsPerAttempt), Capabilities.Logs?.PerAttempt ?? false);
    }

    /// <summary>Batches, rates and times can be kept to.</summary>
    [SkippableFact]
    public virtual void Rates_can_be_kept_to()
    {
        var rates = Capabilities.Rates;

        Assert.True(rates.SubmitBatchSize >= 1 && rates.GetBatchSize >= 1 && rates.StopBatchSize >= 1);
        Assert.True(rates.ChangesPerSecond is null or > 0 && rates.ReadsPerSecond is null or > 0);
        Assert.True(rates.MinPollInterval > TimeSpan.Zero && rates.MinPollInterval <= rates.MaxPollInterval);
        Assert.True(rates.SettleTime >= TimeSpan.Zero);
    }

    /// <summary>Limits have a source and can be met.</summary>
    [SkippableFact]
    public virtual void Limits_have_a_source_and_can_be_met()
    {
        var limits = Capabilities.Limits;

        Assert.All(
            typeof(BatchLimits).GetProperties().Select(property => (property.Name, Limit: property.GetValue(limits))).Where(pair => pair.Limit is not null),
            pair => Assert.False(
                string.IsNullOrWhiteSpace(pair.Limit!.GetType().GetProperty("Source")!.GetValue(pair.Limit) as string), $"{pair.Name} has no source."));
        Assert.True(limits.MinArraySize is null || limits.MaxArraySize is null || limits.MinArraySize.Value <= limits.MaxArraySize.Value);
        Assert.True(limits.MinPriority is null || limits.MaxPriority is null || limits.MinPriority.Value <= limits.MaxPriority.Value);
        Assert.True(limits.MaxAttempts is null or { Value: >= 1 });
        foreach (var pattern in new[] { limits.JobNamePattern, limits.ResourceNamePattern, limits.LabelNamePattern, limits.LabelValuePattern })
        {
            Assert.True(pattern is null || pattern.Value.StartsWith('^'), $"'{pattern?.Value}' is not anchored.");
            _ = pattern is null ? null : new System.Text.RegularExpressions.Regex(pattern.Value);
        }
    }

    /// <summary>Names that every provider can be given are within the limits: the suites, and people, use them.</summary>
    [SkippableFact]
    public virtual void Plain_names_are_within_the_limits()
    {
        foreach (var pattern in new[] { Capabilities.Limits.JobNamePattern, Capabilities.Limits.ResourceNamePattern })
        {
            Assert.True(pattern is null || System.Text.RegularExpressions.Regex.IsMatch("render-42-a", pattern.Value), $"'{pattern?.Value}' refuses render-42-a.");
        }
    }

    /// <summary>Asked again, and on another connection, the provider says the same.</summary>
    [SkippableFact]
    public virtual async Task The_same_is_said_again()
    {
        var other = await Connect().GetCapabilitiesAsync(Cancellation);

        Assert.Equal(Client.Provider, Capabilities.Provider);
        Assert.Equal(Capabilities.Provider, other.Provider);
        Assert.All(BatchCapabilities.AllFeatures, feature => Assert.Equal(Capabilities[feature], other[feature]));
        Assert.Equal(Capabilities.Limits, other.Limits);
        Assert.Equal(Capabilities.Rates, other.Rates);
    }

    /// <summary>The name of a provider is lower case and has no spaces: it is part of every reference.</summary>
    [SkippableFact]
    public virtual void The_name_is_fit_for_references() => Assert.Matches("^[a-z][a-z0-9-]*$", Client.Provider);

    /// <summary>Interfaces are there for what is declared, and are not for what is not.</summary>
    [SkippableFact]
    public virtual async Task Interfaces_are_there_for_what_is_declared()
    {
        await using var provider = Harness.Connect();

        AssertService<IDiagnosisProvider>(provider, BatchFeature.Diagnosis);
        AssertService<IQuotaProvider>(provider, BatchFeature.Quotas);
        AssertService<Machines.IPriceSource>(provider, BatchFeature.Prices);
        AssertService<IEnvironmentPlanner>(provider, BatchFeature.Environments);
        AssertService<IQueuePlanner>(provider, BatchFeature.Queues);
        Assert.True(provider.GetService<IEnvironmentProvider>() is null || Capabilities.Supports(BatchFeature.Environments));
        Assert.True(provider.GetService<IQueueProvider>() is null || Capabilities.Supports(BatchFeature.Queues));
        Assert.True(provider.GetService<IDefinitionProvider>() is null || Capabilities.Supports(BatchFeature.Definitions));
        Assert.True(provider.GetService<IRestartProvider>() is null || Capabilities.Supports(BatchFeature.Restart));
        Assert.Null(provider.GetService(typeof(CapabilityConformance)));
    }

    private void AssertService<T>(IBatchProvider provider, BatchFeature feature)
        where T : class =>
        Assert.True(
            Capabilities.Supports(feature) == provider.GetService<T>() is not null,
            $"{feature} is {Capabilities[feature].Level}, and {typeof(T).Name} is {(provider.GetService<T>() is null ? "not there" : "there")}.");
}
