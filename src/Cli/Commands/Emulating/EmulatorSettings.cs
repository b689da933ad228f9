using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MultiBatch.Cli.Errors;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Faults;

namespace MultiBatch.Cli.Commands.Emulating;

/// <summary>The options that every emulator has.</summary>
internal sealed class EmulatorSettings
{
    private readonly Option<int> _port = new("--port") { Description = "The port on the loopback address; 0 for one that is free.", HelpName = "PORT" };
    private readonly Option<string?> _images = CommandExtensions.Text("--images", "MODE", "What becomes of container images: process (default: they are ignored, commands run on this host) or, on AWS, container (by Podman or Docker).");
    private readonly Option<string?> _timeScale = CommandExtensions.Text("--time-scale", "FACTOR", "How long a second of the service takes here, in seconds: 0.01 to 1 or so.");
    private readonly Option<string?> _faults = CommandExtensions.Text("--faults", "FILE", "A fault plan in JSON: what goes wrong, how often.");
    private readonly Option<string?> _secrets = CommandExtensions.Text("--secrets", "FILE", "Secrets that jobs may refer to: a JSON object of references and values.");
    private readonly Option<string[]> _quirksOff = CommandExtensions.Texts("--quirk-off", "ID", "A peculiarity of the service that is not imitated; may be repeated.");
    private readonly Option<int> _processes = new("--max-processes") { Description = "The most processes of jobs at the same time. Default: 64.", HelpName = "N", DefaultValueFactory = _ => 64 };

    private readonly Option<string?> _delays = CommandExtensions.Text("--delays", "KIND", "How long the service takes for what it does by itself: none, brief (default) or realistic.");

    /// <summary>The options, in the order they are shown.</summary>
    public Symbol[] Symbols => [_port, _images, _timeScale, _faults, _secrets, _quirksOff, _processes, _delays];

    /// <summary>The options of an emulator whose service keeps no secrets for jobs.</summary>
    public Symbol[] SymbolsWithoutSecrets => [.. Symbols.Where(symbol => symbol != _secrets)];

    public int Port(ParseResult parse) => parse.GetValue(_port) is var port and >= 0 and <= ushort.MaxValue
        ? port
        : throw new InvalidInputException($"--port: {parse.GetValue(_port).ToString(CultureInfo.InvariantCulture)} is not between 0 and {ushort.MaxValue}");

    public ImageMode Images(ParseResult parse) => parse.GetValue(_images) switch
    {
        null or "process" => ImageMode.Process,
        "container" => ImageMode.Container,
        var mode => throw new InvalidInputException($"--images: '{mode}' is not known; there are process and container"),
    };

    public double TimeScale(ParseResult parse) => parse.GetValue(_timeScale) is not { } text ? 1
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var scale) && scale is > 0 and <= 1 ? scale
        : throw new InvalidInputException($"--time-scale: '{text}' is not a number above 0 and at most 1");

    public FaultPlan? Faults(ParseResult parse)
    {
        if (parse.GetValue(_faults) is not { } file)
        {
            return null;
        }

        try
        {
            return FaultPlan.Parse(Read("--faults", file));
        }
        catch (FormatException error)
        {
            throw new InvalidInputException($"--faults: {file}: {error.Message}");
        }
    }

    public IReadOnlyDictionary<string, string> Secrets(ParseResult parse)
    {
        if (parse.GetValue(_secrets) is not { } file)
        {
            return new Dictionary<string, string>();
        }

        try
        {
            using var document = JsonDocument.Parse(Read("--secrets", file));
            return document.RootElement.EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString() ?? string.Empty, StringComparer.Ordinal);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The message of the reader may hold a part of the file.
            throw new InvalidInputException($"--secrets: {file} is not a JSON object of texts");
        }
    }

    public IReadOnlyList<string> QuirksOff(ParseResult parse) => parse.GetValue(_quirksOff) ?? [];

    public int MaxProcesses(ParseResult parse) => parse.GetValue(_processes) is var count and >= 1 ? count : throw new InvalidInputException("--max-processes: at least 1");

    /// <summary>One of the three kinds of delays that every service has.</summary>
    public T Delays<T>(ParseResult parse, T none, T brief, T realistic) => parse.GetValue(_delays) switch
    {
        null or "brief" => brief,
        "none" => none,
        "realistic" => realistic,
        var kind => throw new InvalidInputException($"--delays: '{kind}' is not known; there are none, brief and realistic"),
    };

    private static string Read(string option, string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{option}: {error.Message}");
        }
    }
}
