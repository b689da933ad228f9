using System.Text.Json;
using MultiBatch.Cli.Composition;
using MultiBatch.Emulators.Execution;

namespace MultiBatch.Cli.Commands.Emulating;

/// <summary>What an emulator says of itself once it listens: for a person, or as one line of JSON.</summary>
internal sealed record EmulatorWelcome
{
    /// <summary>The service's name.</summary>
    public required string Service { get; init; }

    /// <summary>What the service calls that which it runs.</summary>
    public string Work { get; init; } = "jobs";

    public required Uri Endpoint { get; init; }

    public ImageMode Images { get; init; }

    /// <summary>Whose requests are taken, in words.</summary>
    public required string Access { get; init; }

    /// <summary>Members of the JSON beside those that every emulator has.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Members { get; init; }

    /// <summary>What leads clients here; an empty value is a variable that must not be set.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; }

    /// <summary>An address without the slash at its end.</summary>
    public static string Text(Uri endpoint) => endpoint.ToString().TrimEnd('/');

    public void Write(CommandContext context)
    {
        if (context.IsTable)
        {
            WriteText(context.Host.Out);
        }
        else
        {
            WriteJson(context.Host.Out);
        }
    }

    private void WriteText(TextWriter output)
    {
        output.WriteLine($"{Service} EMULATOR at {Text(Endpoint)}, for this machine only. Ctrl-C ends it and the {Work} it started.");
        output.WriteLine(Images == ImageMode.Container
            ? $"Commands of {Work} run in containers of their images, with the network of this host."
            : $"Images are not used: commands of {Work} run as processes of this host, as {Environment.UserName}.");
        output.WriteLine(Access);
        output.WriteLine();
        foreach (var (name, value) in Variables)
        {
            output.WriteLine(OperatingSystem.IsWindows() ? $"$env:{name} = '{value}'" : value.Length > 0 ? $"export {name}={value}" : $"unset {name}");
        }

        output.WriteLine();
        output.WriteLine($"Faults, counters, quirks: {Text(Endpoint)}/_emulator/faults, …/counters, …/quirks");
    }

    private void WriteJson(TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("endpoint", Text(Endpoint));
            foreach (var (name, value) in Members)
            {
                json.WriteString(name, value);
            }

            json.WriteString("images", Images == ImageMode.Container ? "container" : "process");
            json.WriteStartObject("environment");
            foreach (var (name, value) in Variables)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
