using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Emulators.Aws;

namespace MultiBatch.Cli.Commands.Emulating;

/// <summary><c>multibatch emulate aws</c></summary>
internal static class EmulateAwsCommand
{
    public static Command Create(CliHost host)
    {
        var settings = new EmulatorSettings();
        var region = CommandExtensions.Text("--region", "REGION", "The region requests are signed for. Default: us-east-1.");
        return new Command("aws", "Emulate AWS Batch, with what of CloudWatch Logs and STS goes with it. Ctrl-C ends it and all jobs it started.")
            .With([.. settings.Symbols, region])
            .Runs(host, (context, cancellationToken) =>
            {
                var parse = context.Parse;
                var options = new AwsEmulatorOptions
                {
                    Port = settings.Port(parse),
                    Images = settings.Images(parse),
                    TimeScale = settings.TimeScale(parse),
                    Faults = settings.Faults(parse),
                    Secrets = settings.Secrets(parse),
                    QuirksOff = settings.QuirksOff(parse),
                    MaxProcesses = settings.MaxProcesses(parse),
                    Region = parse.GetValue(region) ?? "us-east-1",
                    Delays = settings.Delays(parse, AwsDelays.None, AwsDelays.Brief, AwsDelays.Realistic),
                };
                return EmulateCommands.RunAsync(
                    context,
                    () => AwsEmulator.StartAsync(options, cancellationToken),
                    emulator => Welcome(emulator, options),
                    cancellationToken);
            });
    }

    private static EmulatorWelcome Welcome(AwsEmulator emulator, AwsEmulatorOptions options) => new()
    {
        Service = "AWS Batch",
        Endpoint = emulator.Endpoint,
        Images = options.Images,
        Access = $"Region {options.Region}, account {options.AccountId}. Requests must be signed with this key, made up for this run:",
        Members = [new("region", options.Region), new("accountId", options.AccountId)],
        Variables =
        [
            new("AWS_ENDPOINT_URL_BATCH", EmulatorWelcome.Text(emulator.Endpoint)),
            new("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", EmulatorWelcome.Text(emulator.Endpoint)),
            new("AWS_ENDPOINT_URL_STS", EmulatorWelcome.Text(emulator.Endpoint)),
            new("AWS_REGION", options.Region),
            new("AWS_DEFAULT_REGION", options.Region),
            new("AWS_ACCESS_KEY_ID", emulator.Credentials.AccessKeyId),
            new("AWS_SECRET_ACCESS_KEY", emulator.Credentials.SecretAccessKey),
            new("AWS_SESSION_TOKEN", string.Empty),
            new("AWS_PROFILE", string.Empty),
        ],
    };
}
