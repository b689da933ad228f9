using MultiBatch.Capabilities;
using MultiBatch.Catalogue;
using MultiBatch.Conformance.Faults;
using MultiBatch.Conformance.Workloads;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers;
using MultiBatch.Queues;

namespace MultiBatch.Conformance;

/// <summary>
/// What the suites need to know of a provider and its platform. One harness is one store of jobs: each test class gets one, as its class fixture,
/// and its cases share it.
/// </summary>
/// <remarks>
/// <para>To test a provider: derive a harness, then derive every suite, each as one line:
/// <c>public sealed class MyLifeCycle(MyHarness harness) : LifeCycleConformance(harness), IClassFixture&lt;MyHarness&gt;;</c>
/// and one test that calls <see cref="ConformanceSuites.AssertDerived{THarness}"/>.</para>
/// <para>The default queue must hold at least 8 tasks at a time, as <see cref="Prepare"/> makes them.</para>
/// </remarks>
public abstract class ConformanceHarness : IAsyncLifetime
{
    /// <summary>How the platform's programs are written.</summary>
    public abstract TaskLanguage Tasks { get; }

    /// <summary>What passes between tests and tasks beside the service; null where nothing can, then most cases are skipped.</summary>
    public abstract TaskSignals? Signals { get; }

    /// <summary>The catalogue of this harness's clients.</summary>
    public abstract ICatalogStore Catalogue { get; }

    /// <summary>The clock of provider and clients. Default: the system's.</summary>
    public virtual TimeProvider TimeProvider => TimeProvider.System;

    /// <summary>How long things may take.</summary>
    public virtual ConformanceDelays Delays { get; } = new();

    /// <summary>How many children a large array has. Default: 1,000.</summary>
    public virtual int LargeArraySize => 1000;

    /// <summary>How many jobs are many. Default: 2,000.</summary>
    public virtual int ManyJobs => 2000;

    /// <summary>
    /// Features that every provider has to have and this one has not, each with the reason. Without an entry here, one that is declared
    /// unsupported is a failure. Default: none.
    /// </summary>
    public virtual IReadOnlyDictionary<BatchFeature, string> FloorExceptions { get; } = new Dictionary<BatchFeature, string>();

    /// <summary>Connects: another provider, as another client on another machine would have it, on the same store.</summary>
    public abstract IBatchProvider Connect();

    /// <summary>Connects so that calls can be made to go wrong. Default: faults between client and provider.</summary>
    public virtual FaultyConnection ConnectWithFaults()
    {
        var provider = new FaultInjectingProvider(Connect());
        return new FaultyConnection(provider, provider);
    }

    /// <summary>The settings of clients. Default: catalogue and clock of this harness.</summary>
    public virtual BatchClientOptions CreateClientOptions() => new() { Catalogue = Catalogue, TimeProvider = TimeProvider };

    /// <summary>Makes a client on a connection of its own, or on the one given.</summary>
    public BatchClient CreateClient(IBatchProvider? provider = null) => new(provider ?? Connect(), CreateClientOptions());

    /// <summary>Adds what every job needs on this platform: an image, resources. What the spec sets itself is kept. Default: nothing.</summary>
    public virtual JobSpec Prepare(JobSpec spec) => spec;

    /// <summary>An environment of this platform that holds so many tasks of one vCPU.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="vcpus">How many vCPUs it has.</param>
    public virtual ComputeEnvironmentSpec EnvironmentSpec(string name, int vcpus) => new() { Name = name, MaxVCpus = vcpus };

    /// <summary>A queue of this platform.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="environment">The environment it sends jobs to.</param>
    public virtual JobQueueSpec QueueSpec(string name, string environment) => new() { Name = name, Environments = [environment] };

    /// <summary>
    /// Why a feature that is declared cannot be tested here, as no GPU in this machine; null when it can.
    /// The reason is shown with every case that is skipped for it.
    /// </summary>
    public virtual string? SkipReason(BatchFeature feature) => null;

    /// <summary>
    /// Takes the machine of a running task away, as a cloud does with machines on spot. False when the harness cannot, or no such task runs.
    /// </summary>
    /// <param name="jobName">The name of the job; of several jobs of this name, the latest is meant.</param>
    /// <param name="index">The index of the child, in the whole array; null for a single job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual Task<bool> ReclaimAsync(string jobName, int? index, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Puts a secret where the provider's references lead; null when the harness cannot.</summary>
    public virtual Task<SecretReference?> CreateSecretAsync(string value, CancellationToken cancellationToken) => Task.FromResult<SecretReference?>(null);

    /// <summary>Makes something to mount; null when the harness cannot.</summary>
    public virtual Task<MountSample?> CreateMountAsync(CancellationToken cancellationToken) => Task.FromResult<MountSample?>(null);

    /// <summary>The content of a file that a task wrote into a mount; null when there is none.</summary>
    /// <param name="mount">What was mounted.</param>
    /// <param name="fileName">The name of the file, without a path.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual Task<string?> ReadMountedAsync(MountSample mount, string fileName, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    /// <summary>Prepares the store. Default: nothing.</summary>
    public virtual Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Removes what the harness made. Default: nothing.</summary>
    public virtual Task DisposeAsync() => Task.CompletedTask;
}
