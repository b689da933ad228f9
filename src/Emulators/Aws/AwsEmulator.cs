using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using MultiBatch.Emulators.Aws.Batch;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Aws.Batch.Operations;
using MultiBatch.Emulators.Aws.Batch.Scheduling;
using MultiBatch.Emulators.Aws.Logs;
using MultiBatch.Emulators.Aws.Signing;
using MultiBatch.Emulators.Aws.Sts;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Aws;

/// <summary>
/// AWS Batch, and what of CloudWatch Logs and STS goes with it, on this machine: speaks their wire protocols on a loopback address and really
/// runs the jobs, as processes of this host. Disposing it ends everything it has started.
/// </summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class AwsEmulator : IAsyncDisposable
{
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(10);

    private readonly EmulatorHost _host;
    private readonly ITaskRunner _runner;
    private readonly Agenda _agenda;
    private readonly string _folder;
    private readonly bool _ownsFolder;
    private readonly SecretFolder _secrets;
    private int _disposed;

    private AwsEmulator(AwsCredentials credentials, EmulatorFaults faults, EmulatorQuirks quirks, EmulatorCounters counters, EmulatorHost host, ITaskRunner runner, Agenda agenda, string folder, bool ownsFolder, SecretFolder secrets)
    {
        Credentials = credentials;
        Faults = faults;
        Quirks = quirks;
        Counters = counters;
        _host = host;
        _runner = runner;
        _agenda = agenda;
        _folder = folder;
        _ownsFolder = ownsFolder;
        _secrets = secrets;
    }

    /// <summary>Every peculiarity of the service that can be imitated.</summary>
    public static IReadOnlyList<Quirk> AllQuirks => AwsQuirks.All;

    /// <summary>Where it listens, as <c>http://127.0.0.1:49152</c>; the endpoint for all three services.</summary>
    public Uri Endpoint => _host.Endpoint;

    /// <summary>The key requests must be signed with.</summary>
    public AwsCredentials Credentials { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public EmulatorFaults Faults { get; }

    /// <summary>Which peculiarities are imitated.</summary>
    public EmulatorQuirks Quirks { get; }

    /// <summary>What it has been asked.</summary>
    public EmulatorCounters Counters { get; }

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">Settings. Default: as <see cref="AwsEmulatorOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">
    /// A setting is out of its range, or names a quirk that does not exist; or jobs are to run in containers, and no runtime can do that here.
    /// </exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<AwsEmulator> StartAsync(AwsEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AwsEmulatorOptions();
        options.Check();
        var quirks = new EmulatorQuirks(AwsQuirks.All, options.QuirksOff);
        var faults = new EmulatorFaults(options.Faults);
        var counters = new EmulatorCounters();
        var clock = new EmulatorClock(options.TimeProvider, options.TimeScale);
        var credentials = options.Credentials ?? MakeCredentials();
        var logger = options.LoggerFactory.CreateLogger("MultiBatch.Emulators.Aws");
        var folder = options.StateDirectory ?? Directory.CreateTempSubdirectory("multibatch-aws-").FullName;
        var runner = await OpenRunnerAsync(folder, options, Grace(clock), cancellationToken).ConfigureAwait(false);

        var state = new BatchState(options.Region, options.AccountId);
        var agenda = new Agenda(state.Sync, options.TimeProvider, error => EmulatorLog.Failed(logger, error));
        var logs = new LogStore();
        var placer = new Placer(clock, options.Delays, quirks, faults);
        var secrets = new SecretFolder(Path.Combine(folder, "secrets"), options.Secrets);
        var terms = new TaskTerms(secrets, options.Images);
        AttemptFlow? attempts = null;
        Dispatcher? dispatcher = null;
        var jobs = new JobFlow(state, agenda, clock, options, quirks)
        {
            RoomChanged = () => dispatcher!.Request(),
            StopAttempt = (job, stop) => attempts!.Stop(job, stop),
        };
        attempts = new AttemptFlow(state, agenda, clock, options, quirks, faults, runner, terms, logs, placer) { Jobs = jobs };
        faults.Changed = attempts.ReclaimRunning;
        dispatcher = new Dispatcher(state, agenda, clock, options, quirks, placer) { Start = attempts.Start, Cancel = jobs.Cancel };
        var context = new BatchContext
        {
            State = state, Agenda = agenda, Clock = clock, Options = options, Quirks = quirks, Faults = faults, Jobs = jobs, Dispatcher = dispatcher,
        };
        var service = new AwsService(
            options.VerifySignatures ? new SignatureVerifier(credentials, options.Region, options.TimeProvider) : null,
            new BatchApi(context),
            new LogsApi(logs, runner, quirks, clock, options),
            new StsApi(options.AccountId),
            logger);
        try
        {
            var host = await EmulatorHost.StartAsync(options, service, faults, counters, new ControlPath(faults, counters, quirks), exchanges: null, cancellationToken).ConfigureAwait(false);
            return new AwsEmulator(credentials, faults, quirks, counters, host, runner, agenda, folder, ownsFolder: options.StateDirectory is null, secrets);
        }
        catch
        {
            agenda.Dispose();
            await runner.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Keeps a secret that jobs may refer to from now on, as <see cref="EmulatorOptions.Secrets"/> does from the start.</summary>
    /// <param name="reference">The reference as a job gives it: an ARN, a name.</param>
    /// <param name="value">The value.</param>
    public void PutSecret(string reference, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        ArgumentNullException.ThrowIfNull(value);
        _secrets.Put(reference, value);
    }

    /// <summary>Closes the address, ends all jobs and deletes what it kept, unless its folder was given.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _host.DisposeAsync().ConfigureAwait(false);
        _agenda.Dispose();
        await _runner.DisposeAsync().ConfigureAwait(false);
        await PrivateFolder.DeleteAsync(Path.Combine(_folder, "secrets")).ConfigureAwait(false);
        if (_ownsFolder)
        {
            await PrivateFolder.DeleteAsync(_folder).ConfigureAwait(false);
        }
    }

    private static async Task<ITaskRunner> OpenRunnerAsync(string folder, AwsEmulatorOptions options, TimeSpan grace, CancellationToken cancellationToken)
    {
        try
        {
            var runtime = options.Images == ImageMode.Container ? await ContainerRuntime.FindAsync(folder, cancellationToken).ConfigureAwait(false) : null;
            var processes = await ProcessTaskRunner.OpenAsync(Path.Combine(folder, "engine"), options.MaxProcesses, grace, options, cancellationToken).ConfigureAwait(false);
            return runtime is null ? processes : new ContainerTaskRunner(processes, runtime, options.LoggerFactory.CreateLogger("MultiBatch.Emulators.Containers"));
        }
        catch when (options.StateDirectory is null)
        {
            await PrivateFolder.DeleteAsync(folder).ConfigureAwait(false);
            throw;
        }
    }

    // The container service gives a task 30 seconds to end. More than ten would keep the emulator itself from ending.
    private static TimeSpan Grace(EmulatorClock clock) =>
        clock.Scale(TimeSpan.FromSeconds(30)) is var grace && grace < LongestGrace ? grace : LongestGrace;

    private static AwsCredentials MakeCredentials() => new()
    {
        AccessKeyId = "EMULATED" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 12),
        SecretAccessKey = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 40),
    };
}
