namespace MultiBatch.Providers.Local.Processes;

/// <summary>What an attempt runs: a program with its arguments, or the text of a script with its arguments.</summary>
internal sealed class JobCommand
{
    private JobCommand(string? script, IReadOnlyList<string> arguments)
    {
        Script = script;
        Arguments = arguments;
    }

    /// <summary>The text of the script, or null when the first argument names a program.</summary>
    public string? Script { get; }

    /// <summary>The program and its arguments; for a script only its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>A program, looked up on the PATH of the job's environment unless it has a folder in its name.</summary>
    public static JobCommand Program(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
        {
            throw new ArgumentException("A command needs at least the name of a program.", nameof(arguments));
        }

        return new JobCommand(null, arguments);
    }

    /// <summary>A script, run by the interpreter its first line names, else by the system's shell.</summary>
    public static JobCommand FromScript(string text, IReadOnlyList<string>? arguments = null) => new(text, arguments ?? []);
}
