namespace MultiBatch.Emulators.Google.Wire;

/// <summary>A field of a request that is not as it should be.</summary>
internal sealed record FieldViolation(string Field, string Description);
