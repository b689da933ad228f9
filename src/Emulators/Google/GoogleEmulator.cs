using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Google.Batch;
using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Google.Batch.Operations;
using MultiBatch.Emulators.Google.Batch.Scheduling;
using MultiBatch.Emulators.Google.Logs;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Google;

/// <summary>
/// Google Cloud Batch, and what of Cloud Logging goes with it, on this machine: speaks their REST protocols on a loopback address and really runs the
/// jobs, as processes of this host. Disposing it ends everything it has started.
/// </summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class GoogleEmulator : IAsyncDisposable
{
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(10);

    private readonly EmulatorHost _host;
    private readonly ProcessTaskRunner _runner;
    private readonly LogFiles _files;
    private readonly Agenda _agenda;
    private readonly SecretFolder _secrets;
    private readonly string _folder;
    private readonly bool _ownsFolder;
    private int _disposed;

    private GoogleEmulator(GoogleEmulatorOptions options, string accessToken, EmulatorFaults faults, EmulatorQuirks quirks, EmulatorCounters counters, EmulatorHost host, ProcessTaskRunner runner, LogFiles files, Agenda agenda, SecretFolder secrets, string folder)
    {
        Project = options.Project;
        AccessToken = accessToken;
        Faults = faults;
        Quirks = quirks;
        Counters = counters;
        _host = host;
        _runner = runner;
        _files = files;
        _agenda = agenda;
        _secrets = secrets;
        _folder = folder;
        _ownsFolder = options.StateDirectory is null;
    }

    /// <summary>Every peculiarity of the service that can be imitated.</summary>
    public static IReadOnlyList<Quirk> AllQuirks => GoogleQuirks.All;

    /// <summary>Where it listens, as <c>http://127.0.0.1:49152</c>; the endpoint for both services.</summary>
    public Uri Endpoint => _host.Endpoint;

    /// <summary>The id of the only project there is.</summary>
    public string Project { get; }

    /// <summary>The access token requests must bear. Not a token of any account.</summary>
    public string AccessToken { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public EmulatorFaults Faults { get; }

    /// <summary>Which peculiarities are imitated.</summary>
    public EmulatorQuirks Quirks { get; }

    /// <summary>What it has been asked.</summary>
    public EmulatorCounters Counters { get; }

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">Settings. Default: as <see cref="GoogleEmulatorOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, or names a quirk that does not exist.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<GoogleEmulator> StartAsync(GoogleEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new GoogleEmulatorOptions();
        options.Check();
        var quirks = new EmulatorQuirks(GoogleQuirks.All, options.QuirksOff);
        var faults = new EmulatorFaults(options.Faults);
        var counters = new EmulatorCounters();
        var clock = new EmulatorClock(options.TimeProvider, options.TimeScale);
        var token = options.AccessToken ?? "ya29.emulated-" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 40);
        var logger = options.LoggerFactory.CreateLogger("MultiBatch.Emulators.Google");
        var folder = options.StateDirectory ?? Directory.CreateTempSubdirectory("multibatch-google-").FullName;

        // Steps in the background run beside the ones that are counted.
        var runner = await ProcessTaskRunner.OpenAsync(
            Path.Combine(folder, "engine"), options.MaxProcesses * 4, Grace(clock), options, cancellationToken).ConfigureAwait(false);
        var state = new GoogleState(options.Project, options.ProjectNumber);
        var agenda = new Agenda(state.Sync, options.TimeProvider, error => EmulatorLog.Failed(logger, error));
        var secrets = new SecretFolder(Path.Combine(folder, "secrets"), options.Secrets);
        var files = new LogFiles(runner, options.TimeProvider, logger);
        var logs = new LogStore(runner, quirks, options.Project);
        var jobs = Compose(options, quirks, faults, clock, state, agenda, runner, new TaskTerms(secrets, options.Buckets, Path.Combine(folder, "scripts")), logs, files, out var stamps);
        var context = new BatchContext { State = state, Clock = clock, Stamps = stamps, Options = options, Quirks = quirks, Jobs = jobs };
        var service = new GoogleService(options.VerifyTokens ? token : null, new BatchApi(context), new LoggingApi(logs, quirks, clock, options), quirks, logger);
        try
        {
            var host = await EmulatorHost.StartAsync(options, service, faults, counters, new ControlPath(faults, counters, quirks), ExchangeLog.Open("google"), cancellationToken).ConfigureAwait(false);
            return new GoogleEmulator(options, token, faults, quirks, counters, host, runner, files, agenda, secrets, folder);
        }
        catch
        {
            agenda.Dispose();
            await runner.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Keeps a secret that jobs may refer to from now on, as <see cref="EmulatorOptions.Secrets"/> does from the start.</summary>
    /// <param name="reference">The reference as a job gives it: <c>projects/P/secrets/S/versions/V</c>.</param>
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
        await _files.DisposeAsync().ConfigureAwait(false);
        await _runner.DisposeAsync().ConfigureAwait(false);
        await PrivateFolder.DeleteAsync(Path.Combine(_folder, "secrets")).ConfigureAwait(false);
        if (_ownsFolder)
        {
            await PrivateFolder.DeleteAsync(_folder).ConfigureAwait(false);
        }
    }

    private static JobFlow Compose(GoogleEmulatorOptions options, EmulatorQuirks quirks, EmulatorFaults faults, EmulatorClock clock, GoogleState state, Agenda agenda, ProcessTaskRunner runner, TaskTerms terms, LogStore logs, LogFiles files, out Stamps stamps)
    {
        stamps = new Stamps(clock);
        TaskFlow? tasks = null;
        Dispatcher? dispatcher = null;
        var jobs = new JobFlow(state, agenda, clock, stamps, options, quirks, faults)
        {
            Dispatcher = () => dispatcher!,
            StopTask = (task, stop) => tasks!.Stop(task, stop),
        };
        tasks = new TaskFlow(state, agenda, clock, stamps, options, quirks, faults, runner, terms, logs, files) { Jobs = jobs, Dispatcher = () => dispatcher! };
        dispatcher = new Dispatcher(state, agenda, options.MaxProcesses) { Start = tasks.Start };
        return jobs;
    }

    // A machine that is taken away gives tasks 30 seconds. More than ten would keep the emulator itself from ending.
    private static TimeSpan Grace(EmulatorClock clock) =>
        clock.Scale(TimeSpan.FromSeconds(30)) is var grace && grace < LongestGrace ? grace : LongestGrace;
}
