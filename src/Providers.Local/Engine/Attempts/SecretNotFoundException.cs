namespace MultiBatch.Providers.Local.Engine.Attempts;

/// <summary>A secret cannot be found. The message names its place and holds no value.</summary>
internal sealed class SecretNotFoundException : Exception
{
    public SecretNotFoundException(string message)
        : base(message)
    {
    }
}
