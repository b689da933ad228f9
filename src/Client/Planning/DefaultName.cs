using System.Text;
using MultiBatch.Jobs;

namespace MultiBatch.Planning;

/// <summary>The name of a job that was given none: the program's, in characters every service takes.</summary>
internal static class DefaultName
{
    private const int MaxLength = 64;
    private const string Fallback = "job";

    private static readonly string[] ScriptExtensions = [".sh", ".py", ".ps1", ".exe", ".cmd", ".bat", ".pl", ".rb", ".js", ".jl", ".r"];

    public static string For(JobSpec spec)
    {
        if (spec.Command is not { Count: > 0 } command || command[0] is not { } program)
        {
            return spec.Script is null ? Fallback : "script";
        }

        var file = program.Substring(program.LastIndexOfAny(['/', '\\']) + 1);
        foreach (var extension in ScriptExtensions)
        {
            if (file.Length > extension.Length && file.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                file = file.Substring(0, file.Length - extension.Length);
                break;
            }
        }

        var name = new StringBuilder(file.Length);
        foreach (var character in file)
        {
            if (name.Length == MaxLength)
            {
                break;
            }

            if (character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-')
            {
                name.Append(character);
            }
            else if (name.Length > 0 && name[name.Length - 1] != '-')
            {
                name.Append('-');
            }
        }

        var text = name.ToString().Trim('-', '_');
        return text.Length == 0 ? Fallback : text;
    }
}
