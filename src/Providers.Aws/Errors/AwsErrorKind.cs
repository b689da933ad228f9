namespace MultiBatch.Providers.Aws.Errors;

/// <summary>What can be done about an error beyond trying again.</summary>
internal enum AwsErrorKind
{
    /// <summary>Nothing.</summary>
    Other,

    /// <summary>The request's date was refused: the service's own may be taken over.</summary>
    Clock,

    /// <summary>The keys were refused: the chain may have others by now.</summary>
    Keys,
}
