using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using MultiBatch.Emulators.Azure.Files;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Azure.Scheduling;
using MultiBatch.Emulators.Azure.Signing;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Azure;

/// <summary>
/// Azure Batch on this machine: speaks its wire protocol on a loopback address and really runs the tasks, as processes of this host. Disposing it
/// ends everything it has started.
/// </summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class AzureEmulator : IAsyncDisposable
{
    // A node kills tasks without much ado.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly EmulatorHost _host;
    private readonly ProcessTaskRunner _runner;
    private readonly Agenda _agenda;
    private readonly FileTransfer _transfer;
    private readonly string _folder;
    private readonly bool _ownsFolder;
    private int _disposed;

    private AzureEmulator(
        AzureEmulatorOptions options, string key, EmulatorFaults faults, EmulatorQuirks quirks, EmulatorCounters counters, EmulatorHost host, ProcessTaskRunner runner, Agenda agenda,
        FileTransfer transfer, string folder)
    {
        AccountName = options.AccountName;
        AccountKey = key;
        Faults = faults;
        Quirks = quirks;
        Counters = counters;
        _host = host;
        _runner = runner;
        _agenda = agenda;
        _transfer = transfer;
        _folder = folder;
        _ownsFolder = options.StateDirectory is null;
    }

    /// <summary>Every peculiarity of the service that can be imitated.</summary>
    public static IReadOnlyList<Quirk> AllQuirks => AzureQuirks.All;

    /// <summary>Where it listens, as <c>http://127.0.0.1:49152</c>: the address of the account.</summary>
    public Uri Endpoint => _host.Endpoint;

    /// <summary>The name of the account requests are signed for.</summary>
    public string AccountName { get; }

    /// <summary>The key requests are signed with, in Base64. Not a key of any account.</summary>
    public string AccountKey { get; }

    /// <summary>What goes wrong on purpose. Operations are called as the vendor's description of the API does: <c>Task_AddCollection</c>.</summary>
    public EmulatorFaults Faults { get; }

    /// <summary>Which peculiarities are imitated.</summary>
    public EmulatorQuirks Quirks { get; }

    /// <summary>What it has been asked, by operation.</summary>
    public EmulatorCounters Counters { get; }

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">Settings. Default: as <see cref="AzureEmulatorOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, or names a quirk that does not exist.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<AzureEmulator> StartAsync(AzureEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AzureEmulatorOptions();
        options.Check();
        var key = KeyOf(options);
        var quirks = new EmulatorQuirks(AzureQuirks.All, options.QuirksOff);
        var faults = new EmulatorFaults(options.Faults);
        var counters = new EmulatorCounters();
        var logger = options.LoggerFactory.CreateLogger("MultiBatch.Emulators.Azure");
        var folder = options.StateDirectory ?? Directory.CreateTempSubdirectory("multibatch-azure-").FullName;
        var runner = await ProcessTaskRunner.OpenAsync(Path.Combine(folder, "engine"), options.MaxProcesses, Grace, options, cancellationToken).ConfigureAwait(false);
        var state = new BatchState(new IdComparer(quirks));
        var agenda = new Agenda(state.Sync, options.TimeProvider, error => EmulatorLog.Failed(logger, error));
        var transfer = new FileTransfer();
        var context = new AzureContext
        {
            State = state,
            Agenda = agenda,
            Clock = new EmulatorClock(options.TimeProvider, options.TimeScale),
            Options = options,
            Quirks = quirks,
            Faults = faults,
            NodesFolder = PrivateFolder.Create(Path.Combine(folder, "nodes")),
        };
        var commands = new CommandRunner(runner, quirks);
        var sides = new SideTaskRunner(context, commands);
        context.Dispatcher = new Dispatcher(context);
        context.Pools = new PoolFlow(context);
        context.Nodes = new NodeFlow(context, sides);
        context.Jobs = new JobFlow(context, sides);
        context.Tasks = new TaskFlow(context);
        context.Runs = new RunFlow(context, commands, transfer);
        var verifier = options.VerifySignatures ? new SharedKeyVerifier(options.AccountName, key, options.BearerToken, options.TimeProvider) : null;
        try
        {
            var host = await EmulatorHost.StartAsync(
                options, new AzureService(verifier, new AzureApi(context), quirks, logger), faults, counters, new ControlPath(faults, counters, quirks), exchanges: null, cancellationToken).ConfigureAwait(false);
            context.Address = host.Endpoint.ToString().TrimEnd('/');
            return new AzureEmulator(options, key, faults, quirks, counters, host, runner, agenda, transfer, folder);
        }
        catch
        {
            agenda.Dispose();
            transfer.Dispose();
            await runner.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Closes the address, ends all tasks and deletes what it kept, unless its folder was given.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _host.DisposeAsync().ConfigureAwait(false);
        _agenda.Dispose();
        await _runner.DisposeAsync().ConfigureAwait(false);
        _transfer.Dispose();
        if (_ownsFolder)
        {
            await PrivateFolder.DeleteAsync(_folder).ConfigureAwait(false);
        }
    }

    private static string KeyOf(AzureEmulatorOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.AccountName);
        var key = options.AccountKey ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        return Convert.TryFromBase64String(key, new byte[key.Length], out _) ? key : throw new ArgumentException("The account key is not in Base64.", nameof(options));
    }
}
