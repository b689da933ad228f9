namespace MultiBatch.Emulators.Aws.Wire;

/// <summary>Something the service refuses.</summary>
internal sealed class AwsException : Exception
{
    public const string Client = "ClientException";

    public AwsException(string code, int status, string message)
        : base(message)
    {
        Code = code;
        Status = status;
    }

    /// <summary>The name of the error.</summary>
    public string Code { get; }

    public int Status { get; }

    /// <summary>What AWS Batch says to most things that are wrong with a request.</summary>
    public static AwsException OfClient(string message) => new(Client, 400, message);
}
