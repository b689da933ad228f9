using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Processes.Commands;

namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>Tells a program that could not be executed from one that returned 126 or 127 by itself.</summary>
internal static class StartFailure
{
    private const int NotExecutable = 126;
    private const int NotFound = 127;

    /// <summary>Words for a status that the shell recorded as a failure to start.</summary>
    public static string Explain(string program, int status) => status == WrapperScript.ShellFailed
        ? $"'{program}' was not started: the shell could not put it under the limits of its resources."
        : FindReason(program) ?? $"'{program}' could not be executed (shell status {status}): its file format or a part that loads it is wrong for this machine.";

    /// <summary>Whether a shell returns this code for a program that it could not execute.</summary>
    public static bool MayBe(int code) => code is NotExecutable or NotFound;

    /// <summary>
    /// For shells that cannot record the failure (bash): looks whether the program could have been executed at all. Its file
    /// was there and executable before the start. Null when nothing stands against it.
    /// </summary>
    public static string? FindAfterwards(string program) => program.Length == 0 ? null : FindInterpreterReason(program);

    private static string? FindReason(string program) =>
        !File.Exists(program) ? $"'{program}' was not found when it was to be started."
        : !UnixFile.IsExecutable(program) ? $"'{program}' is not executable. Make it so with: chmod +x '{program}'."
        : FindInterpreterReason(program);

    private static string? FindInterpreterReason(string program)
    {
        if (ScriptInterpreter.ReadFirstLine(program) is not { } line || !ScriptInterpreter.TryParse(line, out var interpreter, out _))
        {
            return null;
        }

        return !File.Exists(interpreter) ? $"'{program}' names '{interpreter}' as its interpreter, which does not exist."
            : !UnixFile.IsExecutable(interpreter) ? $"'{program}' names '{interpreter}' as its interpreter, which is not executable."
            : null;
    }
}
