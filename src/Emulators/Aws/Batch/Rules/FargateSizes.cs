namespace MultiBatch.Emulators.Aws.Batch.Rules;

/// <summary>The pairs of vCPUs and memory that Fargate runs. https://docs.aws.amazon.com/batch/latest/APIReference/API_ResourceRequirement.html</summary>
internal static class FargateSizes
{
    private static readonly (double VCpus, int Least, int Most, int Step)[] Rows =
    [
        (0.25, 512, 2048, 512),
        (0.5, 1024, 4096, 1024),
        (1, 2048, 8192, 1024),
        (2, 4096, 16384, 1024),
        (4, 8192, 30720, 1024),
        (8, 16384, 61440, 4096),
        (16, 32768, 122880, 8192),
    ];

    public static bool Has(double vCpus, double memoryMiB) => Rows.Any(row =>
        row.VCpus == vCpus
        && memoryMiB >= row.Least
        && memoryMiB <= row.Most
        && (memoryMiB - row.Least) % row.Step == 0
        && (vCpus > 0.25 || memoryMiB != 1536));
}
