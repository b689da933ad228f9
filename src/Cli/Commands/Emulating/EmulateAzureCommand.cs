using System.CommandLine;
using System.Net.Sockets;
using System.Text.Json;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Emulators.Azure;

namespace MultiBatch.Cli.Commands.Emulating;

/// <summary><c>multibatch emulate azure</c></summary>
internal static class EmulateAzureCommand
{
    public static Command Create(CliHost host)
    {
        var settings = new EmulatorSettings();
        var account = CommandExtensions.Text("--account", "NAME", "The name of the account requests are signed for. Default: emulated.");
        var delays = CommandExtensions.Text("--delays", "KIND", "How long the service takes for what it does by itself: none, brief (default) or realistic.");
        return new Command("azure", "Emulate Azure Batch. Ctrl-C ends it and all tasks it started.")
            .With([.. settings.SymbolsWithoutSecrets, account, delays])
            .Runs(host, async (context, cancellationToken) =>
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
                    Delays = DelaysOf(parse.GetValue(delays)),
                };
                await using var emulator = await StartAsync(options, cancellationToken);
                if (context.IsTable)
                {
                    WriteText(host, emulator);
                }
                else
                {
                    WriteJson(host, emulator);
                }

                await host.Out.FlushAsync(cancellationToken);
                await EmulateCommands.EndAsync(cancellationToken);
                return ExitCodes.Done;
            });
    }

    private static AzureDelays DelaysOf(string? kind) => kind switch
    {
        null or "brief" => AzureDelays.Brief,
        "none" => AzureDelays.None,
        "realistic" => AzureDelays.Realistic,
        _ => throw new InvalidInputException($"--delays: '{kind}' is not known; there are none, brief and realistic"),
    };

    private static async Task<AzureEmulator> StartAsync(AzureEmulatorOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await AzureEmulator.StartAsync(options, cancellationToken);
        }
        catch (ArgumentException error)
        {
            throw new InvalidInputException(error.Message);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            throw new InvalidInputException($"--port: {error.Message}");
        }
    }

    private static void WriteText(CliHost host, AzureEmulator emulator)
    {
        var output = host.Out;
        output.WriteLine($"Azure Batch EMULATOR at {Address(emulator)}, for this machine only. Ctrl-C ends it and the tasks it started.");
        output.WriteLine($"Images are not used: commands of tasks run as processes of this host, as {Environment.UserName}.");
        output.WriteLine($"Account {emulator.AccountName}. Requests must be signed with this key, made up for this run; the az command reads these variables:");
        output.WriteLine();
        foreach (var (name, value) in Variables(emulator))
        {
            output.WriteLine(OperatingSystem.IsWindows() ? $"$env:{name} = '{value}'" : $"export {name}={value}");
        }

        output.WriteLine();
        output.WriteLine($"Faults, counters, quirks: {Address(emulator)}/_emulator/faults, …/counters, …/quirks");
    }

    private static void WriteJson(CliHost host, AzureEmulator emulator)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("endpoint", Address(emulator));
            json.WriteString("account", emulator.AccountName);
            json.WriteString("images", "process");
            json.WriteStartObject("environment");
            foreach (var (name, value) in Variables(emulator))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        host.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static string Address(AzureEmulator emulator) => emulator.Endpoint.ToString().TrimEnd('/');

    private static IEnumerable<KeyValuePair<string, string>> Variables(AzureEmulator emulator) =>
    [
        new("AZURE_BATCH_ENDPOINT", Address(emulator)),
        new("AZURE_BATCH_ACCOUNT", emulator.AccountName),
        new("AZURE_BATCH_ACCESS_KEY", emulator.AccountKey),
    ];
}
