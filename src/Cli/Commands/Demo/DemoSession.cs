namespace MultiBatch.Cli.Commands.Demo;

/// <summary>A client, and what has to be ended after it.</summary>
internal sealed class DemoSession : IAsyncDisposable
{
    private readonly IAsyncDisposable? _emulator;
    private readonly string? _folder;

    public DemoSession(BatchClient client, IAsyncDisposable? emulator = null, string? folder = null)
    {
        Client = client;
        _emulator = emulator;
        _folder = folder;
    }

    public BatchClient Client { get; }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }

        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
