namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>
/// Parameters of jobs and definitions, used as a place to keep what the service has no field for. A parameter does nothing to a task unless
/// its command names it, and it does not count against the limit of the overrides.
/// </summary>
internal static class AwsParameters
{
    /// <summary>The portable spec, packed by <see cref="SpecArchive"/>.</summary>
    public const string Spec = "multibatch-spec";

    /// <summary>The original indexes of the children, where only some of an array run, as <see cref="IndexText"/>.</summary>
    public const string Indexes = "multibatch-indexes";
}
