using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Scheduling;

/// <summary>Whether an attempt that failed is tried again. https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html</summary>
internal static class RetryDecision
{
    public static RetryTerms Read(JsonObject? strategy) => new(
        (int)(strategy?.Whole("attempts") ?? 1),
        strategy?.Objects("evaluateOnExit").Select(rule => new RetryRule(
            rule.Text("onStatusReason"),
            rule.Text("onReason"),
            rule.Text("onExitCode"),
            string.Equals(rule.RequiredText("action"), "RETRY", StringComparison.OrdinalIgnoreCase))).ToList() ?? [],
        strategy);

    /// <summary>The first rule that matches decides; null when none does.</summary>
    public static bool? Decide(RetryTerms terms, AttemptEntry attempt) =>
        terms.Rules.FirstOrDefault(rule =>
            Matches(rule.OnStatusReason, attempt.StatusReason)
            && Matches(rule.OnReason, attempt.Reason)
            && Matches(rule.OnExitCode, attempt.ExitCode?.ToString(CultureInfo.InvariantCulture)))?.IsRetry;

    private static bool Matches(string? pattern, string? text) =>
        pattern is null || Faults.FaultRule.Matches(pattern, text ?? string.Empty);
}
