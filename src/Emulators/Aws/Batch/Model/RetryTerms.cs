using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>How often a job is tried.</summary>
internal sealed record RetryTerms(int Attempts, IReadOnlyList<RetryRule> Rules, JsonObject? Spec);
