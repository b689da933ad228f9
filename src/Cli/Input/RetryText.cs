using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.Cli.Input;

/// <summary>Reads what to try again after: exit codes (<c>1,2</c>) or causes (<c>hostLost</c>).</summary>
internal static class RetryText
{
    public static IReadOnlyList<AttemptRule>? Read(string[]? texts, Values values)
    {
        if (texts is not { Length: > 0 })
        {
            return null;
        }

        var rules = new List<AttemptRule>();
        foreach (var text in texts)
        {
            var codes = new List<int>();
            var causes = new List<JobCause>();
            foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
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
                    values.Add($"--retry-on: '{part}' is neither an exit code from 0 to 255 nor one of {string.Join(", ", EnumText.Names<JobCause>())}");
                }
            }

            if (codes.Count > 0)
            {
                rules.Add(new AttemptRule { ExitCodes = codes, Action = AttemptAction.Retry });
            }

            if (causes.Count > 0)
            {
                rules.Add(new AttemptRule { Causes = causes, Action = AttemptAction.Retry });
            }
        }

        return rules;
    }
}
