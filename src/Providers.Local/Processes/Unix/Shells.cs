namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>The shells that can stand between the engine and a job.</summary>
internal sealed class Shells
{
    /// <summary>The shell that every Unix has.</summary>
    public const string Default = "/bin/sh";

    // A command that cannot be executed must still let the subshell say so.
    private const int Recorded = 3;
    private static readonly string Probe = $"(trap 'exit {Recorded}' EXIT; exec /nonexistent/program)";
    private static readonly string[] BashPlaces = ["/bin/bash", "/usr/bin/bash", "/usr/local/bin/bash"];

    // Variables that every shell sets itself, whatever it was given.
    private static readonly HashSet<string> OwnedNames = new(StringComparer.Ordinal) { "IFS", "OPTIND", "PPID" };

    private readonly Lazy<bool> _recordsStartFailures;
    private readonly string? _bash = Array.Find(BashPlaces, File.Exists);

    public Shells(Spawner spawner, string standard)
    {
        Standard = standard;
        _recordsStartFailures = new Lazy<bool>(() => ShellRun.Run(spawner, standard, Probe)?.Code == Recorded);
    }

    /// <summary>The shell that is used unless an environment needs another.</summary>
    public string Standard { get; }

    /// <summary>Whether a failure to execute a program is recorded by the shell: dash and busybox do, bash does not.</summary>
    public bool RecordStartFailures => _recordsStartFailures.Value;

    /// <summary>The shell that passes an environment on as it is; null when there is none, with the reason.</summary>
    public string? FindFor(IReadOnlyList<KeyValuePair<string, string>> environment, out StartError? error)
    {
        error = null;
        var foreign = false;
        for (var i = 0; i < environment.Count; i++)
        {
            var name = environment[i].Key;
            if (OwnedNames.Contains(name))
            {
                error = new StartError(
                    $"The environment variable '{name}' cannot be set: it belongs to the shell that records the job's exit code. Use another name or the fast start mode, which has no shell.");
                return null;
            }

            foreign |= !IsName(name);
        }

        if (!foreign)
        {
            return Standard;
        }

        if (_bash is null)
        {
            var name = environment.First(variable => !IsName(variable.Key)).Key;
            error = new StartError(
                $"The environment variable '{name}' cannot be passed on by {Standard}: install bash, use a name of letters, digits and '_', or the fast start mode, which has no shell.");
        }

        return _bash;
    }

    // dash and busybox drop a variable of any other name from the environment; bash passes it on.
    private static bool IsName(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_') && (i == 0 || text[i] is < '0' or > '9'))
            {
                return false;
            }
        }

        return true;
    }
}
