namespace MultiBatch.Providers.Local.Hosting.Starting;

/// <summary>The arguments of a process that runs an engine: both how they are written and how they are read.</summary>
internal static class EngineArguments
{
    private const string State = "--state";
    private const string Idle = "--idle-timeout";
    private const string Grace = "--stop-grace";
    private const string Bypass = "--longest-bypass";
    private const string Log = "--largest-log";
    private const string KeepScratch = "--keep-failed-scratch";
    private const string Launch = "--launch";
    private const string Unlimited = "unlimited";
    private const string Best = "best";
    private const string Portable = "portable";

    public static string Usage { get; } =
        $"{State} FOLDER [{Idle} TIME] [{Grace} TIME] [{Bypass} TIME] [{Log} SIZE|{Unlimited}] [{KeepScratch}] [{Launch} {Best}|{Portable}]";

    /// <summary>Writes what concerns an engine of its own; <see cref="Read"/> reads it back.</summary>
    /// <param name="options">The options.</param>
    /// <param name="stateDirectory">The state folder, whether the options name one or not.</param>
    public static IReadOnlyList<string> Write(LocalBatchOptions options, string stateDirectory)
    {
        var list = new List<string>
        {
            State, stateDirectory,
            Idle, DurationText.Format(options.IdleTimeout),
            Grace, DurationText.Format(options.StopGrace),
            Bypass, DurationText.Format(options.LongestBypass),
            Log, options.LargestLog?.ToString() ?? Unlimited,
        };
        if (options.KeepFailedScratch)
        {
            list.Add(KeepScratch);
        }

        if (options.PortableLaunch is { } portable)
        {
            list.Add(Launch);
            list.Add(portable ? Portable : Best);
        }

        return list;
    }

    /// <summary>Reads arguments; the result names a state folder.</summary>
    /// <exception cref="FormatException">They make no sense; the message names the one.</exception>
    public static LocalBatchOptions Read(IReadOnlyList<string> arguments)
    {
        var options = new LocalBatchOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            options = name == KeepScratch
                ? options with { KeepFailedScratch = true }
                : With(options, name, ++i < arguments.Count ? arguments[i] : throw new FormatException($"'{name}' needs a value. Usage: {Usage}"));
        }

        return options.StateDirectory is { Length: > 0 } ? options : throw new FormatException($"'{State}' is missing. Usage: {Usage}");
    }

    private static LocalBatchOptions With(LocalBatchOptions options, string name, string value) => name switch
    {
        State => options with { StateDirectory = value },
        Idle => options with { IdleTimeout = Duration(name, value) },
        Grace => options with { StopGrace = Duration(name, value) },
        Bypass => options with { LongestBypass = Duration(name, value) },
        Log => options with { LargestLog = value == Unlimited ? null : Size(name, value) },
        Launch => options with
        {
            PortableLaunch = value switch
            {
                Best => false,
                Portable => true,
                _ => throw Wrong(name, value, $"'{Best}' or '{Portable}'"),
            },
        },
        _ => throw new FormatException($"'{name}' is no argument of an engine. Usage: {Usage}"),
    };

    private static TimeSpan Duration(string name, string value) =>
        DurationText.TryParse(value, out var duration) ? duration : throw Wrong(name, value, "a time such as 10s or 5m");

    private static ByteSize Size(string name, string value) =>
        ByteSize.TryParse(value, out var size) ? size : throw Wrong(name, value, $"a size such as 64MiB, or '{Unlimited}'");

    private static FormatException Wrong(string name, string value, string expected) => new($"'{name} {value}' is wrong: it must be {expected}.");
}
