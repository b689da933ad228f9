namespace MultiBatch.Providers.Google.Wire.Jobs;

/// <summary>The service's message Environment.</summary>
internal sealed record TaskVariables
{
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    public IReadOnlyDictionary<string, string>? SecretVariables { get; init; }

    public EncryptedVariables? EncryptedVariables { get; init; }
}
