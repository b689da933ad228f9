using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Emulators.Azure;

namespace MultiBatch.Cli.Commands.Emulating;

/// <summary><c>multibatch emulate azure</c></summary>
internal static class EmulateAzureCommand
{
    public static Command Create(CliHost host)
    {
        var settings = new EmulatorSettings();
        var account = CommandExtensions.Text("--account", "NAME", "The name of the account requests are signed for. Default: emulated.");
        return new Command("azure", "Emulate Azure Batch. Ctrl-C ends it and all tasks it started.")
            .With([.. settings.SymbolsWithoutSecrets, account])
            .Runs(host, (context, cancellationToken) =>
            {
                var parse = context.Parse;
                var options = new AzureEmulatorOptions
                {
                    Port = settings.Port(parse),
                    Images = settings.Images(parse),
                    TimeScale = settings.TimeScale(parse),
                    Faults = settings.Faults(parse),
                    QuirksOff = settings.QuirksOff(parse),
                    MaxProcesses = settings.MaxProcesses(parse),
                    AccountName = parse.GetValue(account) ?? "emulated",
                    Delays = settings.Delays(parse, AzureDelays.None, AzureDelays.Brief, AzureDelays.Realistic),
                };
                return EmulateCommands.RunAsync(
                    context,
                    () => AzureEmulator.StartAsync(options, cancellationToken),
                    emulator => Welcome(emulator, options),
                    cancellationToken);
            });
    }

    private static EmulatorWelcome Welcome(AzureEmulator emulator, AzureEmulatorOptions options) => new()
    {
        Service = "Azure Batch",
        Work = "tasks",
        Endpoint = emulator.Endpoint,
        Images = options.Images,
        Access = $"Account {emulator.AccountName}. Requests must be signed with this key, made up for this run; the az command reads these variables:",
        Members = [new("account", emulator.AccountName)],
        Variables =
        [
            new("AZURE_BATCH_ENDPOINT", EmulatorWelcome.Text(emulator.Endpoint)),
            new("AZURE_BATCH_ACCOUNT", emulator.AccountName),
            new("AZURE_BATCH_ACCESS_KEY", emulator.AccountKey),
        ],
    };
}
