using System.Text;
using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Processes.Commands;

/// <summary>The command of an attempt as it is executed: an absolute path and the arguments, the first of which is the name.</summary>
internal sealed class CommandLine
{
    private const string Shell = "/bin/sh";
    private const string EnvironmentProgram = "env";

    private CommandLine(string path, IReadOnlyList<string> arguments)
    {
        Path = path;
        Arguments = arguments;
    }

    public string Path { get; }

    /// <summary>All arguments; the first is the name as it was given.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Finds the program; writes the script, if there is one, beside the scratch folder.</summary>
    public static bool TryPrepare(LaunchRequest request, string workingDirectory, out CommandLine? command, out StartError? error)
    {
        var arguments = request.Command.Script is { } script
            ? WriteScript(script, request.Command.Arguments, request.Paths)
            : request.Command.Arguments;
        command = null;
        if (!ExecutableResolver.Current.TryResolve(arguments[0], workingDirectory, request.Environment, out var path, out error))
        {
            return false;
        }

        command = new CommandLine(path, arguments);
        return true;
    }

    /// <remarks>
    /// The interpreter is started with the file as its argument. To execute the file itself would fail now and then ("text file
    /// busy") in a process that starts others at the same time, and on a file system mounted without execution.
    /// </remarks>
    private static List<string> WriteScript(string script, IReadOnlyList<string> arguments, AttemptPaths paths)
    {
        var windows = OperatingSystem.IsWindows();
        var hasInterpreter = ScriptInterpreter.TryParse(script, out var interpreter, out var option);
        var file = windows && !hasInterpreter ? paths.ScriptFile + ".cmd" : paths.ScriptFile;
        File.WriteAllText(file, script, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (!windows)
        {
            _ = UnixFile.MakeOwnerOnly(file);
        }

        var command = new List<string>();
        if (!hasInterpreter)
        {
            command.AddRange(windows ? [file] : [Shell, file]);
        }
        else if (windows)
        {
            // Unix paths mean the program of that name; "env" only looks one up.
            var name = interpreter.Substring(interpreter.LastIndexOf('/') + 1);
            var words = (name == EnvironmentProgram ? option ?? string.Empty : name + " " + option).Split([' '], StringSplitOptions.RemoveEmptyEntries);
            command.AddRange(words.Length == 0 ? [name] : words);
            command.Add(file);
        }
        else
        {
            command.Add(interpreter);
            if (!string.IsNullOrEmpty(option))
            {
                command.Add(option!);
            }

            command.Add(file);
        }

        command.AddRange(arguments);
        return command;
    }
}
