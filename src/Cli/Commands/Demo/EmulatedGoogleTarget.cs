using Google.Apis.Auth.OAuth2;
using MultiBatch.Catalogue;
using MultiBatch.Emulators.Google;
using MultiBatch.Environments;
using MultiBatch.Providers.Google;
using MultiBatch.Queues;

namespace MultiBatch.Cli.Commands.Demo;

/// <summary>Google Cloud Batch on loopback: the real provider over HTTP, an emulator behind it.</summary>
internal sealed class EmulatedGoogleTarget : DemoTarget
{
    private const string Name = "default";

    // Nobody is to be spared here: there is no service behind it that others use too.
    private const double CallsPerSecond = 2000;

    public override string Label => "google (emu)";

    public override bool IsEmulator => true;

    public override async Task<DemoSession> OpenAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var emulator = await GoogleEmulator.StartAsync(new GoogleEmulatorOptions(), cancellationToken);
        var folder = Directory.CreateTempSubdirectory("multibatch-demo-google-").FullName;
        var catalogue = new FileCatalogStore(folder);
        var provider = new GoogleBatchProvider(new GoogleBatchOptions
        {
            Endpoint = emulator.Endpoint,
            Project = emulator.Project,
            Region = "us-central1",
            Credential = GoogleCredential.FromAccessToken(emulator.AccessToken),
            LogSettleTime = TimeSpan.FromMilliseconds(500),
            MinPollInterval = TimeSpan.FromMilliseconds(20),
            MaxPollInterval = TimeSpan.FromMilliseconds(200),
            ChangesPerSecond = CallsPerSecond,
            ReadsPerSecond = CallsPerSecond,
        });
        var session = new DemoSession(
            new BatchClient(provider, new BatchClientOptions { DefaultQueue = Name, Catalogue = catalogue }), emulator, folder);
        try
        {
            await session.Client.Environments.CreateAsync(new ComputeEnvironmentSpec { Name = Name, MachineTypes = ["e2-standard-8"] }, cancellationToken: cancellationToken);
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
