using Microsoft.Extensions.Logging;
using MultiBatch.Emulators.Faults;

namespace MultiBatch.Emulators.Hosting;

/// <summary>What emulators log. Never a body: it may hold secrets.</summary>
internal static partial class EmulatorLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Operation}: {Status}")]
    public static partial void Served(ILogger logger, string operation, int status);

    [LoggerMessage(2, LogLevel.Debug, "{Operation}: faulted, {Kind}")]
    public static partial void Faulted(ILogger logger, string operation, FaultKind kind);

    [LoggerMessage(3, LogLevel.Error, "The emulator itself failed")]
    public static partial void Failed(ILogger logger, Exception error);
}
