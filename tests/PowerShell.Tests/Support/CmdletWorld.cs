using System.Collections.Concurrent;
using System.Management.Automation;
using MultiBatch.Capabilities;
using MultiBatch.Connections;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.PowerShell.Connections;
using MultiBatch.PowerShell.Pipeline;
using MultiBatch.PowerShell.Tests.Engine;
using MultiBatch.Providers;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.PowerShell.Tests.Support;

/// <summary>
/// Sessions over simulated services, with saved connections in a folder of its own. The connection in use is <c>mem</c>. Looks are a
/// millisecond apart; nothing depends on how long anything takes.
/// </summary>
internal sealed class CmdletWorld : IDisposable
{
    public const string Mem = "mem";

    private readonly string _folder = Directory.CreateTempSubdirectory("multibatch-cmdlets").FullName;
    private readonly ConcurrentDictionary<string, InMemoryService> _services = new(StringComparer.OrdinalIgnoreCase);
    private readonly InMemoryOptions _options;

    public CmdletWorld(InMemoryOptions? options = null)
    {
        _options = (options ?? new InMemoryOptions()) with
        {
            Rates = new ServiceRates
            {
                SubmitBatchSize = 10, GetBatchSize = 50, StopBatchSize = 10,
                MinPollInterval = TimeSpan.FromMilliseconds(1), MaxPollInterval = TimeSpan.FromMilliseconds(20),
            },
        };
        Factory = new MemoryConnections(Service);
        Registry = new ConnectionRegistry([Factory], () => new ConnectionStore(Path.Combine(_folder, "connections.json"))) { Prices = () => new UserPrices(_folder) };
        Registry.Add(new ConnectionSettings { Name = Mem, Provider = InMemoryBatchProvider.ProviderName });
        Session = NewSession();
    }

    public ConnectionRegistry Registry { get; }

    public MemoryConnections Factory { get; }

    public Session Session { get; }

    public string Folder => _folder;

    public InMemoryService Service(string connection = Mem) => _services.GetOrAdd(connection, _ => new InMemoryService(TimeProvider.System, _options));

    /// <summary>A further session of the same process, as a runspace is, with <c>mem</c> in use.</summary>
    public Session NewSession(string? connection = Mem)
    {
        var session = new Session { Prepare = cmdlet => ((BatchCmdlet)cmdlet).Registry = Registry };
        session.State.Path.Location = _folder;
        Registry.SetDefault(session.Runspace, connection);
        return session;
    }

    public CmdletResult Run<TCmdlet>(params (string Name, object? Value)[] arguments)
        where TCmdlet : PSCmdlet, new() =>
        Session.Run<TCmdlet>(Arguments(arguments));

    public CmdletResult Pipe<TCmdlet>(IEnumerable<object?> input, params (string Name, object? Value)[] arguments)
        where TCmdlet : PSCmdlet, new() =>
        Session.Run<TCmdlet>(Arguments(arguments), input);

    public static Dictionary<string, object?> Arguments(params (string Name, object? Value)[] arguments) =>
        arguments.ToDictionary(pair => pair.Name, pair => pair.Value);

    public void Dispose()
    {
        foreach (var open in Registry.Open)
        {
            Registry.Close(open.Name);
        }

        Directory.Delete(_folder, recursive: true);
    }
}
