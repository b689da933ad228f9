using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.FrontEnds.Input;

/// <summary>Reads what to try again after: exit codes (<c>1,2</c>) or causes (<c>hostLost</c>).</summary>
internal static class RetryText
{
    private const int LastExitCode = 255;

    /// <exception cref="FormatException">A part of it is neither an exit code nor a cause.</exception>
    public static IReadOnlyList<AttemptRule> Parse(string text)
    {
        var codes = new List<int>();
        var causes = new List<JobCause>();
        foreach (var part in text.Split(',').Select(part => part.Trim()))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code <= LastExitCode)
            {
                codes.Add(code);
            }
            else if (EnumText.TryParse<JobCause>(part, out var cause))
            {
                causes.Add(cause);
            }
            else
            {
                throw new FormatException($"'{part}' is neither an exit code from 0 to {LastExitCode} nor one of {string.Join(", ", EnumText.Names<JobCause>())}");
            }
        }

        var rules = new List<AttemptRule>();
        if (codes.Count > 0)
        {
            rules.Add(new AttemptRule { ExitCodes = codes, Action = AttemptAction.Retry });
        }

        if (causes.Count > 0)
        {
            rules.Add(new AttemptRule { Causes = causes, Action = AttemptAction.Retry });
        }

        return rules;
    }
}
