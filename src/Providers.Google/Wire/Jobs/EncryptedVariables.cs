namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record EncryptedVariables
{
    public string? KeyName { get; init; }

    public string? CipherText { get; init; }
}
