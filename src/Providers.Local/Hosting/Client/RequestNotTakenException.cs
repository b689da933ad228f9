namespace MultiBatch.Providers.Local.Hosting.Client;

/// <summary>The request has certainly not been carried out, and never will be: it may be sent to the next engine.</summary>
internal sealed class RequestNotTakenException : Exception
{
    public RequestNotTakenException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
