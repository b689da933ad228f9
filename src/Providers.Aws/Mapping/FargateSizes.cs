namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>The pairs of vCPUs and memory that Fargate has; another pair is refused by the service.</summary>
internal static class FargateSizes
{
    public const string Source = "https://docs.aws.amazon.com/batch/latest/userguide/fargate.html";

    private const int Gibi = 1024;

    /// <summary>vCPUs, then the memory in MiB: least, most and step. The step of the smallest is irregular: 512, 1024, 2048.</summary>
    private static readonly (double VCpus, int Least, int Most, int Step)[] Sizes =
    [
        (0.25, 512, 2 * Gibi, 0),
        (0.5, Gibi, 4 * Gibi, Gibi),
        (1, 2 * Gibi, 8 * Gibi, Gibi),
        (2, 4 * Gibi, 16 * Gibi, Gibi),
        (4, 8 * Gibi, 30 * Gibi, Gibi),
        (8, 16 * Gibi, 60 * Gibi, 4 * Gibi),
        (16, 32 * Gibi, 120 * Gibi, 8 * Gibi),
    ];

    public const double MostVCpus = 16;

    /// <summary>The smallest pair that has at least what is asked for; null when none has.</summary>
    /// <param name="vCpus">vCPUs.</param>
    /// <param name="mebibytes">Memory in MiB.</param>
    public static (double VCpus, int Mebibytes)? Fit(double vCpus, long mebibytes)
    {
        foreach (var (size, least, most, step) in Sizes)
        {
            if (size < vCpus || most < mebibytes)
            {
                continue;
            }

            if (mebibytes <= least)
            {
                return (size, least);
            }

            return (size, step == 0 ? (mebibytes <= Gibi ? Gibi : 2 * Gibi) : (int)(least + ((mebibytes - least + step - 1) / step * step)));
        }

        return null;
    }

    /// <summary>The largest memory there is with so many vCPUs or fewer than the most.</summary>
    public static int MostMebibytes => 120 * Gibi;
}
