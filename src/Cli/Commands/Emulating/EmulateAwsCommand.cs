using System.CommandLine;
using System.Net.Sockets;
using System.Text.Json;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Execution;

namespace MultiBatch.Cli.Commands.Emulating;

/// <summary><c>multibatch emulate aws</c></summary>
internal static class EmulateAwsCommand
{
    public static Command Create(CliHost host)
    {
        var settings = new EmulatorSettings();
        var region = CommandExtensions.Text("--region", "REGION", "The region requests are signed for. Default: us-east-1.");
        var delays = CommandExtensions.Text("--delays", "KIND", "How long the service takes for what it does by itself: none, brief (default) or realistic.");
        return new Command("aws", "Emulate AWS Batch, with what of CloudWatch Logs and STS goes with it. Ctrl-C ends it and all jobs it started.")
            .With([.. settings.Symbols, region, delays])
            .Runs(host, async (context, cancellationToken) =>
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
                    Delays = DelaysOf(parse.GetValue(delays)),
                };
                await using var emulator = await StartAsync(options, cancellationToken);
                if (context.IsTable)
                {
                    WriteText(host, emulator, options);
                }
                else
                {
                    WriteJson(host, emulator, options);
                }

                await host.Out.FlushAsync(cancellationToken);
                await EmulateCommands.EndAsync(cancellationToken);
                return ExitCodes.Done;
            });
    }

    private static AwsDelays DelaysOf(string? kind) => kind switch
    {
        null or "brief" => AwsDelays.Brief,
        "none" => AwsDelays.None,
        "realistic" => AwsDelays.Realistic,
        _ => throw new InvalidInputException($"--delays: '{kind}' is not known; there are none, brief and realistic"),
    };

    private static async Task<AwsEmulator> StartAsync(AwsEmulatorOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await AwsEmulator.StartAsync(options, cancellationToken);
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

    private static void WriteText(CliHost host, AwsEmulator emulator, AwsEmulatorOptions options)
    {
        var output = host.Out;
        output.WriteLine($"AWS Batch EMULATOR at {Address(emulator)}, for this machine only. Ctrl-C ends it and the jobs it started.");
        output.WriteLine(options.Images == ImageMode.Container
            ? "Commands of jobs run in containers of their images, with the network of this host."
            : $"Images are not used: commands of jobs run as processes of this host, as {Environment.UserName}.");
        output.WriteLine($"Region {options.Region}, account {options.AccountId}. Requests must be signed with this key, made up for this run:");
        output.WriteLine();
        foreach (var (name, value) in Variables(emulator, options))
        {
            output.WriteLine(OperatingSystem.IsWindows() ? $"$env:{name} = '{value}'" : value.Length > 0 ? $"export {name}={value}" : $"unset {name}");
        }

        output.WriteLine();
        output.WriteLine($"Faults, counters, quirks: {Address(emulator)}/_emulator/faults, …/counters, …/quirks");
    }

    private static void WriteJson(CliHost host, AwsEmulator emulator, AwsEmulatorOptions options)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("endpoint", Address(emulator));
            json.WriteString("region", options.Region);
            json.WriteString("accountId", options.AccountId);
            json.WriteString("images", options.Images == ImageMode.Container ? "container" : "process");
            json.WriteStartObject("environment");
            foreach (var (name, value) in Variables(emulator, options))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        host.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static string Address(AwsEmulator emulator) => emulator.Endpoint.ToString().TrimEnd('/');

    /// <summary>What leads clients here; an empty value is a variable that must not be set.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Variables(AwsEmulator emulator, AwsEmulatorOptions options)
    {
        foreach (var service in new[] { "BATCH", "CLOUDWATCH_LOGS", "STS" })
        {
            yield return new("AWS_ENDPOINT_URL_" + service, Address(emulator));
        }

        yield return new("AWS_REGION", options.Region);
        yield return new("AWS_DEFAULT_REGION", options.Region);
        yield return new("AWS_ACCESS_KEY_ID", emulator.Credentials.AccessKeyId);
        yield return new("AWS_SECRET_ACCESS_KEY", emulator.Credentials.SecretAccessKey);
        yield return new("AWS_SESSION_TOKEN", string.Empty);
        yield return new("AWS_PROFILE", string.Empty);
    }
}
