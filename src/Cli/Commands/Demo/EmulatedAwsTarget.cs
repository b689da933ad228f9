using Amazon.Runtime;
using MultiBatch.Catalogue;
using MultiBatch.Emulators.Aws;
using MultiBatch.Environments;
using MultiBatch.Providers.Aws;
using MultiBatch.Queues;

namespace MultiBatch.Cli.Commands.Demo;

/// <summary>AWS Batch on loopback: the real provider over HTTP, an emulator behind it.</summary>
internal sealed class EmulatedAwsTarget : DemoTarget
{
    private const string Name = "default";

    // The service takes no job without an image; the emulator makes no use of it.
    private const string Image = "example/checksum:1";

    // Nobody is to be spared here: there is no service behind it that others use too.
    private const double CallsPerSecond = 2000;

    public override string Label => "aws (emu)";

    public override bool IsEmulator => true;

    public override async Task<DemoSession> OpenAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var emulator = await AwsEmulator.StartAsync(new AwsEmulatorOptions(), cancellationToken);
        var folder = Directory.CreateTempSubdirectory("multibatch-demo-aws-").FullName;
        var catalogue = new FileCatalogStore(folder);
        var provider = new AwsBatchProvider(new AwsBatchOptions
        {
            Endpoint = emulator.Endpoint,
            Region = "us-east-1",
            Image = Image,
            Credentials = new BasicAWSCredentials(emulator.Credentials.AccessKeyId, emulator.Credentials.SecretAccessKey),
            Subnets = ["subnet-1"],
            SecurityGroups = ["sg-1"],
            InstanceRole = "ecsInstanceRole",
            SettleTime = TimeSpan.FromSeconds(2),
            LogSettleTime = TimeSpan.FromMilliseconds(100),
            MinPollInterval = TimeSpan.FromMilliseconds(20),
            MaxPollInterval = TimeSpan.FromMilliseconds(200),
            ChangesPerSecond = CallsPerSecond,
            ReadsPerSecond = CallsPerSecond,
        });
        var session = new DemoSession(
            new BatchClient(provider, new BatchClientOptions { DefaultQueue = Name, Catalogue = catalogue }), emulator, folder);
        try
        {
            await session.Client.Environments.CreateAsync(new ComputeEnvironmentSpec { Name = Name, MaxVCpus = 32, MachineTypes = ["m5.4xlarge"] }, cancellationToken: cancellationToken);
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
