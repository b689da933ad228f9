using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Emulators.Google;

namespace MultiBatch.Cli.Commands.Emulating;

/// <summary><c>multibatch emulate google</c></summary>
internal static class EmulateGoogleCommand
{
    public static Command Create(CliHost host)
    {
        var settings = new EmulatorSettings();
        var project = CommandExtensions.Text("--project", "ID", "The id of the only project there is. Default: emulated-project.");
        return new Command("google", "Emulate Google Cloud Batch, with what of Cloud Logging goes with it. Ctrl-C ends it and all jobs it started.")
            .With([.. settings.Symbols, project])
            .Runs(host, (context, cancellationToken) =>
            {
                var parse = context.Parse;
                var options = new GoogleEmulatorOptions
                {
                    Port = settings.Port(parse),
                    Images = settings.Images(parse),
                    TimeScale = settings.TimeScale(parse),
                    Faults = settings.Faults(parse),
                    Secrets = settings.Secrets(parse),
                    QuirksOff = settings.QuirksOff(parse),
                    MaxProcesses = settings.MaxProcesses(parse),
                    Project = parse.GetValue(project) ?? "emulated-project",
                    Delays = settings.Delays(parse, GoogleDelays.None, GoogleDelays.Brief, GoogleDelays.Realistic),
                };
                return EmulateCommands.RunAsync(
                    context,
                    () => GoogleEmulator.StartAsync(options, cancellationToken),
                    emulator => Welcome(emulator, options),
                    cancellationToken);
            });
    }

    // What leads the vendor's command line here: https://cloud.google.com/sdk/docs/properties
    private static EmulatorWelcome Welcome(GoogleEmulator emulator, GoogleEmulatorOptions options) => new()
    {
        Service = "Google Cloud Batch",
        Endpoint = emulator.Endpoint,
        Images = options.Images,
        Access = $"Project {emulator.Project}, every region. Requests must bear this token, made up for this run:",
        Members = [new("project", emulator.Project)],
        Variables =
        [
            new("CLOUDSDK_API_ENDPOINT_OVERRIDES_BATCH", EmulatorWelcome.Text(emulator.Endpoint) + "/"),
            new("CLOUDSDK_API_ENDPOINT_OVERRIDES_LOGGING", EmulatorWelcome.Text(emulator.Endpoint) + "/"),
            new("CLOUDSDK_CORE_PROJECT", emulator.Project),
            new("CLOUDSDK_AUTH_ACCESS_TOKEN", emulator.AccessToken),
            new("GOOGLE_CLOUD_PROJECT", emulator.Project),
        ],
    };
}
