using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Rules;

/// <summary>Rules that requests are held to, with the vendor's published limits. https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html</summary>
internal static partial class BatchRules
{
    public const int LargestSubmit = 30 * 1024;
    public const int LargestDefinition = 24 * 1024;
    public const int MostDependencies = 20;
    public const int LargestArray = 10_000;
    public const int LeastTimeout = 60;
    public const int MostAttempts = 10;
    public const int MostExitRules = 5;
    public const int MostTags = 50;
    public const int MostDescribed = 100;
    public const int MostStopped = 50;
    public const int LongestReason = 1024;
    public const int LongestOverrides = 8192;
    public const int MostEnvironmentsOfQueue = 3;
    public const int MostQueues = 50;
    public const int MostEnvironments = 50;

    public static void Name(string what, string name)
    {
        if (!NamePattern().IsMatch(name))
        {
            throw AwsException.OfClient($"{what} should match valid pattern: ^[A-Za-z0-9][A-Za-z0-9_-]{{0,127}}$");
        }
    }

    public static void Between(string what, long? value, long least, long most)
    {
        if (value < least || value > most)
        {
            throw AwsException.OfClient($"{what} must be between {least} and {most}.");
        }
    }

    public static Dictionary<string, string> Tags(JsonObject request)
    {
        var tags = request.Pairs("tags");
        CheckTags(tags);
        return tags;
    }

    public static void CheckTags(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count > MostTags)
        {
            throw AwsException.OfClient($"A resource can have at most {MostTags} tags.");
        }

        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > 128 || value.Length > 256 || key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw AwsException.OfClient($"Tag key must have 1 to 128 characters and must not begin with aws:, its value at most 256 characters: {key}");
            }
        }
    }

    public static void Retry(JsonObject? retry)
    {
        if (retry is null)
        {
            return;
        }

        var attempts = retry.Whole("attempts");
        Between("RetryStrategy attempts", attempts, 1, MostAttempts);
        var rules = retry.Objects("evaluateOnExit").ToList();
        if (rules.Count > 0 && attempts is null)
        {
            throw AwsException.OfClient("RetryAttempts must be provided with retry strategy");
        }

        if (rules.Count > MostExitRules)
        {
            throw AwsException.OfClient($"evaluateOnExit can have at most {MostExitRules} conditions.");
        }

        foreach (var rule in rules)
        {
            var patterns = new[] { rule.Text("onStatusReason"), rule.Text("onReason"), rule.Text("onExitCode") };
            if (patterns.All(pattern => pattern is null))
            {
                throw AwsException.OfClient("evaluateOnExit needs at least one of onStatusReason, onReason and onExitCode.");
            }

            if (patterns.Any(pattern => pattern is { Length: > 512 } or { Length: 0 }) || (patterns[2] is { } code && !ExitCodePattern().IsMatch(code)))
            {
                throw AwsException.OfClient("evaluateOnExit patterns have at most 512 characters; onExitCode holds digits and may end with an asterisk.");
            }
        }
    }

    public static void Timeout(JsonObject? timeout)
    {
        if (timeout?.Whole("attemptDurationSeconds") is < LeastTimeout)
        {
            throw AwsException.OfClient($"Timeout attemptDurationSeconds must be at least {LeastTimeout} seconds.");
        }
    }

    public static void Environment(IEnumerable<JsonObject> environment)
    {
        foreach (var variable in environment)
        {
            var name = variable.Text("name");
            if (string.IsNullOrEmpty(name))
            {
                throw AwsException.OfClient("Environment variable name must not be empty.");
            }

            if (name.StartsWith("AWS_BATCH", StringComparison.Ordinal))
            {
                throw AwsException.OfClient($"Environment variables must not start with AWS_BATCH; this naming convention is reserved for variables that are set by the AWS Batch service: {name}");
            }
        }
    }

    /// <summary>The values of resource requirements, by type.</summary>
    public static void Requirements(IEnumerable<JsonObject> requirements, IDictionary<string, double> values)
    {
        foreach (var requirement in requirements)
        {
            var type = requirement.RequiredText("type");
            var text = requirement.RequiredText("value");
            if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || !(value > 0) || (type != "VCPU" && value != Math.Floor(value)))
            {
                throw AwsException.OfClient($"ResourceRequirement {type} has an invalid value: {text}");
            }

            if (type == "MEMORY" && value < 4)
            {
                throw AwsException.OfClient("Memory must be at least 4 MiB.");
            }

            values[type] = value;
        }
    }

    public static void Reason(string reason)
    {
        if (reason.Length > LongestReason)
        {
            throw AwsException.OfClient($"Reason can have at most {LongestReason} characters.");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[0-9]*\*?$")]
    private static partial Regex ExitCodePattern();
}
