using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>
/// Attempt policies as <c>evaluateOnExit</c>: the first entry that matches decides, and no match means retry, as with us. An entry matches texts
/// that begin as it says, or an exit code; a timeout and a stop are never tried again, whatever it says.
/// </summary>
internal static class RetryMapper
{
    public const int MostAttempts = 10;
    public const int MostEntries = 5;

    public const string Retry = "RETRY";
    public const string Exit = "EXIT";

    /// <summary>The entries of a rule; null with a reason when it cannot be said.</summary>
    public static IReadOnlyList<EvaluateOnExit>? Entries(AttemptRule rule, bool hasPrelude, out string? problem)
    {
        problem = null;
        var action = rule.Action == AttemptAction.Retry ? Retry : Exit;
        var codes = rule.ExitCodes?.Select(code => code.ToString(CultureInfo.InvariantCulture)).ToList();
        if (rule.Causes is not { Count: > 0 } causes)
        {
            return codes!.ConvertAll(code => new EvaluateOnExit { OnExitCode = code, Action = action });
        }

        var entries = new List<EvaluateOnExit>();
        foreach (var cause in causes.Distinct())
        {
            if (IsNeverTriedAgain(cause))
            {
                if (rule.Action == AttemptAction.Retry)
                {
                    problem = $"{cause} is never tried again";
                    return null;
                }

                continue;
            }

            if (cause == JobCause.ExitCode && codes is not null)
            {
                entries.AddRange(codes.Select(code => new EvaluateOnExit { OnExitCode = code, Action = action }));
                continue;
            }

            if (Of(cause, hasPrelude) is not { } matches)
            {
                problem = $"the service has no words for {cause}, which a rule could match";
                return null;
            }

            foreach (var match in matches)
            {
                entries.AddRange(codes is null || match.OnExitCode is not null
                    ? [match with { Action = action }]
                    : codes.Select(code => match with { OnExitCode = code, Action = action }));
            }
        }

        return entries.Distinct().ToList();
    }

    /// <summary>The entry that stands last where no rule matching means failure.</summary>
    public static EvaluateOnExit Otherwise { get; } = new() { OnReason = "*", Action = Exit };

    /// <summary>The portable policy of a native one; null when there is none.</summary>
    public static AttemptPolicy? From(RetryStrategy? strategy)
    {
        if (strategy?.Attempts is not { } attempts)
        {
            return null;
        }

        var rules = new List<AttemptRule>();
        AttemptAction? otherwise = null;
        foreach (var entry in strategy.EvaluateOnExit ?? [])
        {
            var action = string.Equals(entry.Action, Retry, StringComparison.OrdinalIgnoreCase) ? AttemptAction.Retry : AttemptAction.Fail;
            if (IsAnything(entry))
            {
                otherwise = action;
                break;
            }

            var causes = CausesOf(entry);
            var code = int.TryParse(entry.OnExitCode, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
            if (causes is null && code is null)
            {
                // A pattern of somebody else's that has no portable form.
                continue;
            }

            rules.Add(new AttemptRule { ExitCodes = code is null ? null : [code.Value], Causes = causes, Action = action });
        }

        return new AttemptPolicy { Max = attempts, Rules = rules.Count == 0 ? null : rules, Otherwise = otherwise };
    }

    private static bool IsNeverTriedAgain(JobCause cause) => cause is JobCause.TimedOut or JobCause.Stopped or JobCause.DependencyFailed;

    private static EvaluateOnExit[]? Of(JobCause cause, bool hasPrelude) => cause switch
    {
        // Any exit code: what has another cause and yet an exit code is caught too; the plan says so.
        JobCause.ExitCode => [new EvaluateOnExit { OnExitCode = "*" }],
        JobCause.Preempted => [Status(NativeReasons.HostLost), Status(NativeReasons.SpotInterrupted)],
        JobCause.HostLost => [Status(NativeReasons.HostLost)],
        JobCause.OutOfMemory => [Reason(NativeReasons.OutOfMemory)],
        JobCause.ImagePull => [Reason(NativeReasons.CannotPull)],
        JobCause.StartError when hasPrelude =>
            [Reason(NativeReasons.CannotStart), new EvaluateOnExit { OnExitCode = Prelude.StartErrorCode.ToString(CultureInfo.InvariantCulture) }],
        JobCause.StartError => [Reason(NativeReasons.CannotStart)],
        _ => null,
    };

    private static EvaluateOnExit Status(string text) => new() { OnStatusReason = text + "*" };

    private static EvaluateOnExit Reason(string text) => new() { OnReason = text + "*" };

    private static bool IsAnything(EvaluateOnExit entry) =>
        entry.OnReason is null or "*" && entry.OnStatusReason is null or "*" && entry.OnExitCode is null or "*" && entry.OnExitCode != "*";

    private static IReadOnlyList<JobCause>? CausesOf(EvaluateOnExit entry) =>
        entry.OnExitCode == "*" ? [JobCause.ExitCode]
        : Begins(entry.OnStatusReason, NativeReasons.HostLost) ? [JobCause.Preempted, JobCause.HostLost]
        : Begins(entry.OnStatusReason, NativeReasons.SpotInterrupted) ? [JobCause.Preempted]
        : Begins(entry.OnReason, NativeReasons.OutOfMemory) ? [JobCause.OutOfMemory]
        : Begins(entry.OnReason, NativeReasons.CannotPull) ? [JobCause.ImagePull]
        : Begins(entry.OnReason, NativeReasons.CannotStart) ? [JobCause.StartError]
        : null;

    private static bool Begins(string? pattern, string text) => pattern?.StartsWith(text, StringComparison.OrdinalIgnoreCase) == true;
}
