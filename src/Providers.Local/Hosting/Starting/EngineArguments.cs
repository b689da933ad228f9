using System.Globalization;
using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Hosting.Starting;

/// <summary>The arguments of a process that runs an engine: both how they are written and how they are read.</summary>
internal sealed record EngineArguments
{
    private const string State = "--state";
    private const string Idle = "--idle-timeout";
    private const string Grace = "--stop-grace";
    private const string Bypass = "--longest-bypass";
    private const string Log = "--largest-log";
    private const string KeepScratch = "--keep-failed-scratch";
    private const string Launch = "--launch";
    private const string Unlimited = "unlimited";

    public static string Usage { get; } =
        $"{State} FOLDER [{Idle} TIME] [{Grace} TIME] [{Bypass} TIME] [{Log} SIZE|{Unlimited}] [{KeepScratch}] [{Launch} best|portable]";

    /// <summary>The state folder.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>How long nobody must need the engine before it ends.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>See <c>EngineOptions.StopGrace</c>; null for its default, as with the others.</summary>
    public TimeSpan? StopGrace { get; init; }

    /// <summary>See <c>EngineOptions.LongestBypass</c>.</summary>
    public TimeSpan? LongestBypass { get; init; }

    /// <summary>See <c>EngineOptions.LargestLog</c>.</summary>
    public ByteSize? LargestLog { get; init; }

    /// <summary>Whether logs are kept as long as they are.</summary>
    public bool KeepsWholeLogs { get; init; }

    /// <summary>See <c>EngineOptions.KeepsFailedScratch</c>.</summary>
    public bool KeepsFailedScratch { get; init; }

    /// <summary>See <c>EngineOptions.LaunchPath</c>.</summary>
    public LaunchPath? LaunchPath { get; init; }

    /// <summary>Reads arguments.</summary>
    /// <exception cref="FormatException">They make no sense; the message names the one.</exception>
    public static EngineArguments Parse(IReadOnlyList<string> arguments)
    {
        var result = new EngineArguments { StateDirectory = string.Empty };
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            result = name == KeepScratch
                ? result with { KeepsFailedScratch = true }
                : With(result, name, ++i < arguments.Count ? arguments[i] : throw new FormatException($"'{name}' needs a value. Usage: {Usage}"));
        }

        return result.StateDirectory.Length > 0 ? result : throw new FormatException($"'{State}' is missing. Usage: {Usage}");
    }

    /// <summary>Writes them; <see cref="Parse"/> reads them back.</summary>
    public IReadOnlyList<string> ToList()
    {
        var list = new List<string> { State, StateDirectory, Idle, DurationText.Format(IdleTimeout) };
        Add(Grace, StopGrace is { } grace ? DurationText.Format(grace) : null);
        Add(Bypass, LongestBypass is { } bypass ? DurationText.Format(bypass) : null);
        Add(Log, KeepsWholeLogs ? Unlimited : LargestLog?.ToString());
        Add(Launch, LaunchPath?.ToString().ToLowerInvariant());
        if (KeepsFailedScratch)
        {
            list.Add(KeepScratch);
        }

        return list;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                list.Add(name);
                list.Add(value);
            }
        }
    }

    private static EngineArguments With(EngineArguments arguments, string name, string value) => name switch
    {
        State => arguments with { StateDirectory = value },
        Idle => arguments with { IdleTimeout = Duration(name, value) },
        Grace => arguments with { StopGrace = Duration(name, value) },
        Bypass => arguments with { LongestBypass = Duration(name, value) },
        Log when value == Unlimited => arguments with { KeepsWholeLogs = true },
        Log => arguments with { LargestLog = Size(name, value) },
        Launch => arguments with { LaunchPath = Path(name, value) },
        _ => throw new FormatException($"'{name}' is no argument of an engine. Usage: {Usage}"),
    };

    private static TimeSpan Duration(string name, string value) =>
        DurationText.TryParse(value, out var duration) ? duration : throw Wrong(name, value, "a time such as 10s or 5m");

    private static ByteSize Size(string name, string value) =>
        ByteSize.TryParse(value, out var size) ? size : throw Wrong(name, value, $"a size such as 64MiB, or '{Unlimited}'");

    private static LaunchPath Path(string name, string value) =>
        Enum.TryParse<LaunchPath>(value, ignoreCase: true, out var path) && !char.IsDigit(value[0]) ? path : throw Wrong(name, value, "'best' or 'portable'");

    private static FormatException Wrong(string name, string value, string expected) =>
        new(string.Format(CultureInfo.InvariantCulture, "'{0} {1}' is wrong: it must be {2}.", name, value, expected));
}
