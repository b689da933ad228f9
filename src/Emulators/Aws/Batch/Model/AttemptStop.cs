namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>Why an attempt is ended from outside.</summary>
/// <param name="Kind">By whom.</param>
/// <param name="Text">The status reason the attempt gets.</param>
internal sealed record AttemptStop(AttemptStopKind Kind, string Text);
