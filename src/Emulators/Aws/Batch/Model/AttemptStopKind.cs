namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>By whom an attempt is ended.</summary>
internal enum AttemptStopKind
{
    Terminated,
    TimedOut,
    Reclaimed,
}
