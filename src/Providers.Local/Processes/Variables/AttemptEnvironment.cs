using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Processes.Variables;

/// <summary>
/// Builds the environment of a job from nothing: a short list of what a program needs from the host, the scratch folder, what
/// the job asks for, and the variables of the contract, each stronger than the one before. Nothing else of the host's
/// environment is passed on, since that is where hosts keep their secrets.
/// </summary>
internal sealed class AttemptEnvironment
{
    /// <summary>Marks every process of an attempt, see <see cref="AttemptPaths.Mark"/>; cannot be set by a job.</summary>
    public const string MarkName = "MULTIBATCH_ATTEMPT_ID";

    private const string UnixDefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly string[] UnixNames = ["PATH", "LANG", "LANGUAGE", "TZ", "USER", "LOGNAME", "SHELL"];

    private static readonly string[] WindowsNames =
    [
        "PATH", "PATHEXT", "SystemRoot", "SystemDrive", "windir", "ComSpec", "OS", "USERNAME", "USERDOMAIN", "COMPUTERNAME",
        "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE", "ProgramData", "ProgramFiles", "ProgramFiles(x86)", "ProgramW6432",
        "CommonProgramFiles", "CommonProgramFiles(x86)", "CommonProgramW6432", "PUBLIC", "ALLUSERSPROFILE",
    ];

    private readonly bool _windows;
    private readonly List<KeyValuePair<string, string>> _host = [];

    /// <param name="host">The environment of the host.</param>
    /// <param name="windows">Whether names are the same in upper and lower case.</param>
    public AttemptEnvironment(IEnumerable<KeyValuePair<string, string>> host, bool windows)
    {
        _windows = windows;
        var names = new HashSet<string>(windows ? WindowsNames : UnixNames, Comparer);
        foreach (var variable in host)
        {
            if (names.Contains(variable.Key) || (!windows && variable.Key.StartsWith("LC_", StringComparison.Ordinal)))
            {
                _host.Add(variable);
            }
        }

        if (!windows && !_host.Exists(variable => variable.Key == "PATH"))
        {
            _host.Add(new("PATH", UnixDefaultPath));
        }
    }

    private StringComparer Comparer => _windows ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The builder for this process and platform.</summary>
    public static AttemptEnvironment FromHost() => new(
        Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Select(entry => new KeyValuePair<string, string>((string)entry.Key, (string?)entry.Value ?? string.Empty)),
        OperatingSystem.IsWindows());

    /// <summary>The environment of one attempt; the mark comes first, no name comes twice.</summary>
    /// <param name="paths">Its mark and its scratch folder.</param>
    /// <param name="job">What the job asks for, secrets included; of two with the same name the later counts.</param>
    /// <param name="contract">What every task gets from MultiBatch.</param>
    /// <exception cref="ArgumentException">A name is empty or holds '=' or a zero, or a value holds a zero.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> Build(
        AttemptPaths paths,
        IEnumerable<KeyValuePair<string, string>> job,
        IEnumerable<KeyValuePair<string, string>> contract)
    {
        var variables = new List<KeyValuePair<string, string>>(32);
        var places = new Dictionary<string, int>(Comparer);
        Set(MarkName, paths.Mark);
        SetAll(_host);
        Set("HOME", paths.WorkFolder);
        if (_windows)
        {
            Set("USERPROFILE", paths.WorkFolder);
            Set("TEMP", paths.WorkFolder);
            Set("TMP", paths.WorkFolder);
        }
        else
        {
            Set("TMPDIR", paths.WorkFolder);
            Set("PWD", paths.WorkFolder);
        }

        SetAll(job);
        SetAll(contract);
        Set(MarkName, paths.Mark);
        return variables;

        void SetAll(IEnumerable<KeyValuePair<string, string>> source)
        {
            foreach (var variable in source)
            {
                Set(variable.Key, variable.Value);
            }
        }

        void Set(string name, string value)
        {
            Check(name, value);
            if (places.TryGetValue(name, out var place))
            {
                variables[place] = new(variables[place].Key, value);
                return;
            }

            places[name] = variables.Count;
            variables.Add(new(name, value));
        }
    }

    // Values never appear in a message: they may be secrets.
    private static void Check(string name, string value)
    {
        if (name.Length == 0 || name.IndexOfAny(['=', '\0']) >= 0)
        {
            throw new ArgumentException($"'{name.Replace('\0', '?')}' cannot be the name of an environment variable: it must not be empty and must not contain '=' or a zero character.");
        }

        if (value.Contains('\0'))
        {
            throw new ArgumentException($"The value of the environment variable '{name}' contains a zero character, which no process can be given.");
        }
    }
}
