using MultiBatch.Jobs;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>What the names of machine types tell (https://cloud.google.com/compute/docs/machine-resource).</summary>
internal static class MachineTypes
{
    private static readonly string[] ArmFamilies = ["t2a", "c4a", "n4a", "a4x"];

    /// <summary>The instruction set of a type.</summary>
    public static CpuArchitecture ArchitectureOf(string type) =>
        System.Array.IndexOf(ArmFamilies, FamilyOf(type)) >= 0 ? CpuArchitecture.Arm64 : CpuArchitecture.Amd64;

    /// <summary>Whether machines of the type come with GPUs of their own.</summary>
    public static bool HasGpus(string type) => FamilyOf(type) is "a2" or "a3" or "a4" or "a4x" or "g2" or "g4";

    private static string FamilyOf(string type)
    {
        var end = type.IndexOf('-');
        return (end < 0 ? type : type.Substring(0, end)).ToLowerInvariant();
    }
}
