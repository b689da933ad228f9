using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A job to restart.</summary>
internal sealed record RestartRequest
{
    public required JobReference Reference { get; init; }

    /// <summary>As <see cref="SubmitItem.SecretValues"/>.</summary>
    public IReadOnlyDictionary<string, string>? SecretValues { get; init; }

    // Generated text would show the secrets.
    public override string ToString() => $"{nameof(RestartRequest)} {Reference}";
}
