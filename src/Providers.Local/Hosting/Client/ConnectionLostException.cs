namespace MultiBatch.Providers.Local.Hosting.Client;

/// <summary>The connection ended after the request was sent and before it was answered.</summary>
internal sealed class ConnectionLostException : Exception
{
    public ConnectionLostException(Exception? innerException)
        : base("The connection to the engine ended.", innerException)
    {
    }
}
