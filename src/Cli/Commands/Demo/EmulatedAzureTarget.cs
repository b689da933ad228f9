using MultiBatch.Catalogue;
using MultiBatch.Emulators.Azure;
using MultiBatch.Environments;
using MultiBatch.Providers;
using MultiBatch.Providers.Azure;
using MultiBatch.Queues;

namespace MultiBatch.Cli.Commands.Demo;

/// <summary>Azure Batch on loopback: the real provider over HTTP, an emulator behind it.</summary>
internal sealed class EmulatedAzureTarget : DemoTarget
{
    private const string Name = "default";
    private const double VCpus = 32;

    // Nobody is to be spared here: there is no service behind it that others use too.
    private const double CallsPerSecond = 2000;

    public override string Label => "azure (emu)";

    public override bool IsEmulator => true;

    public override async Task<DemoSession> OpenAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var emulator = await AzureEmulator.StartAsync(new AzureEmulatorOptions(), cancellationToken);
        var folder = Directory.CreateTempSubdirectory("multibatch-demo-azure-").FullName;
        var catalogue = new FileCatalogStore(folder);
        var provider = new AzureBatchProvider(
            new AzureBatchOptions
            {
                Endpoint = emulator.Endpoint,
                Account = emulator.AccountName,
                AccountKey = emulator.AccountKey,
                MinPollInterval = TimeSpan.FromMilliseconds(20),
                MaxPollInterval = TimeSpan.FromMilliseconds(200),
                ChangesPerSecond = CallsPerSecond,
                ReadsPerSecond = CallsPerSecond,
            },
            new ProviderContext { Catalogue = catalogue });
        var session = new DemoSession(
            new BatchClient(provider, new BatchClientOptions { DefaultQueue = Name, Catalogue = catalogue }), emulator, folder);
        try
        {
            await session.Client.Environments.CreateAsync(
                new ComputeEnvironmentSpec { Name = Name, MaxVCpus = VCpus, MinVCpus = VCpus, MachineTypes = ["Standard_D16s_v5"] }, cancellationToken: cancellationToken);
            await session.Client.Queues.CreateAsync(new JobQueueSpec { Name = Name, Environments = [Name] }, cancellationToken: cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }
}
