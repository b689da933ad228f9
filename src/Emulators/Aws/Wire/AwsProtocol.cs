namespace MultiBatch.Emulators.Aws.Wire;

/// <summary>How requests and replies are written.</summary>
internal enum AwsProtocol
{
    /// <summary>Paths and JSON: Batch.</summary>
    RestJson,

    /// <summary>A header names the operation, JSON 1.1: Logs.</summary>
    Json,

    /// <summary>A form in, XML out: STS.</summary>
    Query,
}
