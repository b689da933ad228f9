using System.CommandLine;
using System.Net.Sockets;
using System.Text.Json;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Emulators.Google;

namespace MultiBatch.Cli.Commands.Emulating;

/// <summary><c>multibatch emulate google</c></summary>
internal static class EmulateGoogleCommand
{
    public static Command Create(CliHost host)
    {
        var settings = new EmulatorSettings();
        var project = CommandExtensions.Text("--project", "ID", "The id of the only project there is. Default: emulated-project.");
        var delays = CommandExtensions.Text("--delays", "KIND", "How long the service takes for what it does by itself: none, brief (default) or realistic.");
        return new Command("google", "Emulate Google Cloud Batch, with what of Cloud Logging goes with it. Ctrl-C ends it and all jobs it started.")
            .With([.. settings.Symbols, project, delays])
            .Runs(host, async (context, cancellationToken) =>
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

    private static GoogleDelays DelaysOf(string? kind) => kind switch
    {
        null or "brief" => GoogleDelays.Brief,
        "none" => GoogleDelays.None,
        "realistic" => GoogleDelays.Realistic,
        _ => throw new InvalidInputException($"--delays: '{kind}' is not known; there are none, brief and realistic"),
    };

    private static async Task<GoogleEmulator> StartAsync(GoogleEmulatorOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await GoogleEmulator.StartAsync(options, cancellationToken);
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

    private static void WriteText(CliHost host, GoogleEmulator emulator)
    {
        var output = host.Out;
        output.WriteLine($"Google Cloud Batch EMULATOR at {Address(emulator)}, for this machine only. Ctrl-C ends it and the jobs it started.");
        output.WriteLine($"Images are not used: commands of jobs run as processes of this host, as {Environment.UserName}.");
        output.WriteLine($"Project {emulator.Project}, every region. Requests must bear this token, made up for this run:");
        output.WriteLine();
        foreach (var (name, value) in Variables(emulator))
        {
            output.WriteLine(OperatingSystem.IsWindows() ? $"$env:{name} = '{value}'" : $"export {name}={value}");
        }

        output.WriteLine();
        output.WriteLine($"Faults, counters, quirks: {Address(emulator)}/_emulator/faults, …/counters, …/quirks");
    }

    private static void WriteJson(CliHost host, GoogleEmulator emulator)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("endpoint", Address(emulator));
            json.WriteString("project", emulator.Project);
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

    private static string Address(GoogleEmulator emulator) => emulator.Endpoint.ToString().TrimEnd('/');

    /// <summary>What leads the vendor's command line here. https://cloud.google.com/sdk/docs/properties</summary>
    private static IEnumerable<KeyValuePair<string, string>> Variables(GoogleEmulator emulator)
    {
        foreach (var service in new[] { "BATCH", "LOGGING" })
        {
            yield return new("CLOUDSDK_API_ENDPOINT_OVERRIDES_" + service, Address(emulator) + "/");
        }

        yield return new("CLOUDSDK_CORE_PROJECT", emulator.Project);
        yield return new("CLOUDSDK_AUTH_ACCESS_TOKEN", emulator.AccessToken);
        yield return new("GOOGLE_CLOUD_PROJECT", emulator.Project);
    }
}
