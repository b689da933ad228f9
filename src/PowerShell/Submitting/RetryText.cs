using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Submitting;

/// <summary>Reads what to try again after: exit codes (<c>1,2</c>) or causes (<c>hostLost</c>).</summary>
internal static class RetryText
{
    public static IReadOnlyList<AttemptRule> Read(string text, string field)
    {
        var codes = new List<int>();
        var causes = new List<JobCause>();
        foreach (var part in text.Split(',').Select(part => part.Trim()))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code <= 255)
            {
                codes.Add(code);
            }
            else if (EnumText.TryParse<JobCause>(part, out var cause))
            {
                causes.Add(cause);
            }
            else
            {
                throw new CmdletInputException($"{field}: '{part}' is neither an exit code from 0 to 255 nor one of {string.Join(", ", EnumText.Names<JobCause>())}.");
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
