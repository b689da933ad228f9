namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>A rule of evaluateOnExit: it matches when every pattern that is there does.</summary>
internal sealed record RetryRule(string? OnStatusReason, string? OnReason, string? OnExitCode, bool IsRetry);
