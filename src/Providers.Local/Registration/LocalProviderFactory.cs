using MultiBatch.Providers.Local.Engine.Contract;

namespace MultiBatch.Providers.Local.Registration;

/// <summary>Makes <see cref="LocalBatchProvider"/>s from connection settings.</summary>
public sealed class LocalProviderFactory : IBatchProviderFactory
{
    private const string StateDirectory = "stateDirectory";
    private const string Host = "host";
    private const string IdleTimeout = "idleTimeout";
    private const string StopGrace = "stopGrace";
    private const string LongestBypass = "longestBypass";
    private const string LargestLog = "largestLog";
    private const string KeepFailedScratch = "keepFailedScratch";
    private const string Launch = "launch";
    private const string Unlimited = "unlimited";

    private readonly LocalBatchOptions _defaults;

    /// <summary>Makes a factory.</summary>
    /// <param name="defaults">What holds where the connection says nothing. Default: as <see cref="LocalBatchOptions"/> say.</param>
    public LocalProviderFactory(LocalBatchOptions? defaults = null) => _defaults = defaults ?? new LocalBatchOptions();

    /// <inheritdoc/>
    public string Provider => LocalProviderName.Value;

    /// <inheritdoc/>
    public IReadOnlyList<ConnectionSetting> Settings { get; } =
    [
        new(StateDirectory, "The folder of the durable state. Default: 'local' in the user's data folder, or 'local-NAME' for a connection of another name."),
        new(Host, "Where the engine runs: inProcess, detached or auto. Default: the program's choice."),
        new(IdleTimeout, "How long a detached engine stays when nobody needs it, as 10s. Default: 10s."),
        new(StopGrace, "The time between the request to end and the kill, as 30s. Default: 30s."),
        new(LongestBypass, "How long later jobs may be started before one that does not fit, as 30s. Default: 30s."),
        new(LargestLog, "The most that is kept of each output of an attempt, as 64MiB, or 'unlimited'. Default: 64MiB."),
        new(KeepFailedScratch, "true to keep the scratch folders of attempts that did not succeed. Default: false."),
        new(Launch, "How processes are started: best or portable. Default: MULTIBATCH_LOCAL_LAUNCH, else best."),
    ];

    /// <inheritdoc/>
    public IBatchProvider Create(ConnectionSettings connection, ProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(context);

        RefuseCommon(connection);
        var options = _defaults with { StateDirectory = _defaults.StateDirectory ?? StateDirectories.For(connection.Name) };
        foreach (var setting in connection.Settings)
        {
            options = With(options, setting.Key, setting.Value);
        }

        return new LocalBatchProvider(options, context);
    }

    private static void RefuseCommon(ConnectionSettings connection)
    {
        var name = connection.Region is not null ? "region" : connection.Profile is not null ? "profile" : connection.Endpoint is not null ? "endpoint" : connection.Proxy is not null ? "proxy" : null;
        if (name is not null)
        {
            throw Invalid(name, $"The setting '{name}' means nothing to the local provider; leave it out.");
        }
    }

    private static LocalBatchOptions With(LocalBatchOptions options, string name, string value) => name switch
    {
        StateDirectory => options with { StateDirectory = value },
        Host => options with { HostMode = OneOf(name, value, ("inProcess", HostMode.InProcess), ("detached", HostMode.Detached), ("auto", HostMode.Auto)) },
        IdleTimeout => options with { IdleTimeout = Duration(name, value) },
        StopGrace => options with { StopGrace = Duration(name, value) },
        LongestBypass => options with { LongestBypass = Duration(name, value) },
        LargestLog => options with { LargestLog = value == Unlimited ? null : Size(name, value) },
        KeepFailedScratch => options with { KeepFailedScratch = OneOf(name, value, ("true", true), ("false", false)) },
        Launch => options with { PortableLaunch = OneOf(name, value, ("best", false), ("portable", true)) },
        _ => throw Invalid(name, $"The local provider has no setting '{name}'; it has: {string.Join(", ", new LocalProviderFactory().Settings.Select(setting => setting.Name))}."),
    };

    private static T OneOf<T>(string name, string value, params (string Text, T Value)[] choices)
    {
        foreach (var choice in choices)
        {
            if (string.Equals(choice.Text, value, StringComparison.OrdinalIgnoreCase))
            {
                return choice.Value;
            }
        }

        throw Invalid(name, $"The setting '{name}' is '{value}'; it must be one of: {string.Join(", ", choices.Select(choice => choice.Text))}.");
    }

    private static TimeSpan Duration(string name, string value) =>
        DurationText.TryParse(value, out var duration) ? duration : throw Invalid(name, $"The setting '{name}' is '{value}'; it must be a duration, as 30s or 5m.");

    private static ByteSize Size(string name, string value) =>
        ByteSize.TryParse(value, out var size) && size.Bytes > 0
            ? size
            : throw Invalid(name, $"The setting '{name}' is '{value}'; it must be a size, as 64MiB, or '{Unlimited}'.");

    private static BatchException Invalid(string name, string message) =>
        new(BatchErrorCode.InvalidSpec, message) { Provider = LocalProviderName.Value, Resource = name };
}
