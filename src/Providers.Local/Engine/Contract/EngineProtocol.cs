namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>The version of <see cref="ILocalEngine"/> and its messages. Raised by every change that an older side would misread.</summary>
internal static class EngineProtocol
{
    public const int Version = 1;
}
