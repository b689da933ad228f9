namespace MultiBatch.Emulators.Aws;

/// <summary>A key that requests to an emulator are signed with. Not a key of any account.</summary>
public sealed record AwsCredentials
{
    /// <summary>The id of the key.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>The secret of the key.</summary>
    public required string SecretAccessKey { get; init; }

    /// <summary>The session token requests must carry. Default: none.</summary>
    public string? SessionToken { get; init; }

    /// <summary>When the key ends to be good. Default: never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The id of the key; never its secret.</summary>
    public override string ToString() => AccessKeyId;
}
