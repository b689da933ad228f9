using System.Globalization;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Protocol;

namespace MultiBatch.Providers.Local.Hosting;

/// <summary>The errors between an engine and its clients, each with the way out.</summary>
internal static class HostingErrors
{
    public static BatchException NoSocketPlace(StateDirectory state, IReadOnlyList<string> problems) =>
        Error(
            BatchErrorCode.Unavailable,
            $"The engine of state folder '{state}' found no folder for the socket at which other shells reach it. Set TMPDIR to a folder on a local "
                + $"disk, with a path of at most {SocketPlaces.LongestSocketPath / 2} characters. {string.Join(" ", problems)}".TrimEnd(),
            state.Path);

    public static BatchException OtherProtocol(StateDirectory state, Refusal refusal) =>
        Error(
            BatchErrorCode.Conflict,
            string.Format(
                CultureInfo.InvariantCulture,
                "The engine of state folder '{0}' (process {1}, MultiBatch {2}) speaks protocol version {3}; this client (MultiBatch {4}) speaks version {5}. "
                    + "Use MultiBatch {2}, or stop that engine with: {6}. {7}",
                state,
                refusal.ProcessId,
                refusal.Product,
                refusal.Protocol,
                ProductVersion.Current,
                EngineProtocol.Version,
                OperatingSystem.IsWindows() ? $"taskkill /F /PID {refusal.ProcessId}" : $"kill {refusal.ProcessId}",
                OperatingSystem.IsWindows() ? "Jobs that run end with it." : "Jobs that run go on; the next engine takes them over."),
            state.Path);

    public static BatchException TooManyClients(StateDirectory state, Refusal refusal) =>
        Error(
            BatchErrorCode.Throttled,
            $"The engine of state folder '{state}' (process {refusal.ProcessId}) has as many clients as it takes. Try again when some have ended.",
            state.Path,
            isTransient: true);

    public static BatchException NoAnswer(StateDirectory state, int processId, TimeSpan waited) =>
        Error(
            BatchErrorCode.Unavailable,
            $"The engine of state folder '{state}' (process {processId}) took the connection but has not answered for {DurationText.Format(waited)}. "
                + "Is it stopped, or is this machine overloaded?",
            state.Path,
            isTransient: true);

    public static BatchException NoCommand() =>
        Error(
            BatchErrorCode.Unsupported,
            "This program cannot start an engine in a process of its own: it is not the multibatch command. "
                + "Use the host mode InProcess or Auto, or set the option EngineCommand to a command line that runs LocalEngineHost.RunAsync.");

    public static BatchException CannotStart(StateDirectory state, string program, string reason, Exception? cause = null) =>
        Error(BatchErrorCode.Unavailable, $"The engine of state folder '{state}' could not be started with '{program}': {reason}", state.Path, cause);

    public static BatchException NotStarted(StateDirectory state, int exitCode, string log) =>
        Error(
            BatchErrorCode.Unavailable,
            $"The engine of state folder '{state}' ended with exit code {exitCode} before it answered. {Quote(state, log)}",
            state.Path);

    public static BatchException StartTimedOut(StateDirectory state, int? processId, TimeSpan waited, string log) =>
        Error(
            BatchErrorCode.Unavailable,
            $"No engine of state folder '{state}' has answered for {DurationText.Format(waited)}"
                + (processId is { } id ? string.Format(CultureInfo.InvariantCulture, "; process {0} may still be starting", id) : string.Empty)
                + $". {Quote(state, log)}",
            state.Path,
            isTransient: true);

    public static BatchException BelongsToApplication(StateDirectory state) =>
        Error(
            BatchErrorCode.Conflict,
            $"The engine of state folder '{state}' runs inside an application (process {Environment.ProcessId}) and ends with it: end the application.",
            state.Path);

    /// <summary>The connection broke after a request was sent and before its answer came.</summary>
    public static BatchException Lost(StateDirectory state, string operation, bool changes, Exception cause) =>
        Error(
            BatchErrorCode.Unavailable,
            changes
                ? $"The engine of state folder '{state}' ended before it answered '{operation}'. Whether it carried it out is not known."
                : $"The engine of state folder '{state}' ended before it answered '{operation}'. Nothing was changed; try again.",
            state.Path,
            cause,
            changes ? BatchEffect.Unknown : BatchEffect.None,
            isTransient: true);

    /// <summary>Engines kept ending before they took the request.</summary>
    public static BatchException NotTaken(StateDirectory state, string operation, Exception cause) =>
        Error(
            BatchErrorCode.Unavailable,
            $"No engine of state folder '{state}' stayed long enough to take '{operation}'. Nothing was changed; try again.",
            state.Path,
            cause,
            isTransient: true);

    public static BatchException RequestTooLarge(string operation, long size, long largest) =>
        Error(
            BatchErrorCode.InvalidSpec,
            $"The request '{operation}' has {size} bytes; the engine takes at most {largest}. Send fewer or smaller jobs at once.");

    public static BatchException ReplyTooLarge(string operation, bool changes, long size, long largest) =>
        Error(
            BatchErrorCode.Provider,
            $"The answer to '{operation}' has {size} bytes; at most {largest} can be sent. Ask for less at once.",
            effect: changes ? BatchEffect.Applied : BatchEffect.None);

    public static BatchException UnknownOperation(string? operation) =>
        Error(
            BatchErrorCode.Unsupported,
            $"The engine (MultiBatch {ProductVersion.Current}) does not know the operation '{operation}'. The client is newer: stop the engine, and the client starts its own.");

    public static BatchException Unreadable(string what, string operation, BatchEffect effect, Exception cause) =>
        Error(BatchErrorCode.Provider, $"The {what} of '{operation}' cannot be read: {cause.Message}", cause: cause, effect: effect);

    public static BatchException TooManyRequests(int limit) =>
        Error(BatchErrorCode.Throttled, $"One client may have at most {limit} requests under way.", isTransient: true);

    public static BatchException Failed(string operation, bool changes, Exception cause) =>
        Error(
            BatchErrorCode.Provider,
            $"The engine failed at '{operation}': {cause.GetType().Name}: {cause.Message}",
            cause: cause,
            effect: changes ? BatchEffect.Unknown : BatchEffect.None);

    private static string Quote(StateDirectory state, string log) =>
        log.Length == 0 ? $"It said nothing in '{state.LogFile}'." : $"The end of '{state.LogFile}':{Environment.NewLine}{log}";

    private static BatchException Error(
        BatchErrorCode code,
        string message,
        string? resource = null,
        Exception? cause = null,
        BatchEffect effect = BatchEffect.None,
        bool isTransient = false) =>
        new(code, message, cause)
        {
            Provider = LocalProviderName.Value,
            Resource = resource,
            Effect = effect,
            IsTransient = isTransient,
        };
}
