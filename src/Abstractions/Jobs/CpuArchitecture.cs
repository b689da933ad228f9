namespace MultiBatch.Jobs;

/// <summary>Instruction sets.</summary>
public enum CpuArchitecture
{
    /// <summary>64-bit x86, in text <c>amd64</c> (also read: <c>x86_64</c>, <c>x64</c>).</summary>
    Amd64 = 0,

    /// <summary>64-bit Arm, in text <c>arm64</c> (also read: <c>aarch64</c>).</summary>
    Arm64 = 1,
}
