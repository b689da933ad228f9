namespace MultiBatch.Costs.Catalogue;

/// <summary>The memory a job can have of a machine, where nobody measured it.</summary>
internal static class UsableMemory
{
    private const long MiB = 1024 * 1024;
    private const long QuarterGiB = 256 * MiB;

    // What the AWS agent takes for itself (ECS_RESERVED_MEMORY of AWS Batch).
    private const long AwsAgent = 32 * MiB;

    /// <summary>
    /// The firmware and the kernel take 2 to 6 % of large machines, 3 to 7 % at 8 GiB, 5 to 12 % at 2 GiB and up to 20 % of the smallest
    /// (measured on a thousand EC2 types). So 7 %, at least a quarter of a GiB, at most a fifth.
    /// </summary>
    public static ByteSize Of(string provider, ByteSize nominal)
    {
        var bytes = nominal.Bytes;
        var taken = Math.Max(bytes * 7 / 100, Math.Min(QuarterGiB, bytes / 5)) + (provider == "aws" ? AwsAgent : 0);
        return new ByteSize(Math.Max(0, bytes - taken));
    }
}
