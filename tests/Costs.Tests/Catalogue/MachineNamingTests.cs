using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;

namespace MultiBatch.Costs.Tests.Catalogue;

public class MachineNamingTests
{
    [Theory]
    [InlineData("aws", "m5a.xlarge", "m5a", MachineTraits.None)]
    [InlineData("aws", "t3.micro", "t3", MachineTraits.Burstable)]
    [InlineData("aws", "trn1.2xlarge", "trn1", MachineTraits.SpecialPurpose)]
    [InlineData("aws", "c5.metal", "c5", MachineTraits.Metal)]
    [InlineData("aws", "m3.medium", "m3", MachineTraits.Legacy)]
    [InlineData("aws", "hpc6a.48xlarge", "hpc6a", MachineTraits.SpecialPurpose)]
    [InlineData("aws", "f1.2xlarge", "f1", MachineTraits.SpecialPurpose)]
    [InlineData("aws", "u-6tb1.metal", "u-6tb1", MachineTraits.Metal | MachineTraits.SpecialPurpose)]
    [InlineData("aws", "t1.micro", "t1", MachineTraits.Burstable | MachineTraits.Legacy)]
    [InlineData("aws", "m7i-flex.large", "m7i-flex", MachineTraits.None)]
    [InlineData("azure", "Standard_D4as_v5", "Dasv5", MachineTraits.None)]
    [InlineData("azure", "Standard_B2ms", "Bms", MachineTraits.Burstable)]
    [InlineData("azure", "Standard_A4m_v2", "Amv2", MachineTraits.Legacy)]
    [InlineData("azure", "Standard_D4", "D", MachineTraits.Legacy)]
    [InlineData("azure", "Standard_DS3_v2", "DSv2", MachineTraits.None)]
    [InlineData("azure", "Standard_DS3_v2_Promo", "DSv2Promo", MachineTraits.Legacy)]
    [InlineData("azure", "Standard_F4", "F", MachineTraits.None)]
    [InlineData("azure", "Standard_DC4as_v5", "DCasv5", MachineTraits.SpecialPurpose)]
    [InlineData("azure", "Standard_HB120rs_v3", "HBrsv3", MachineTraits.SpecialPurpose)]
    [InlineData("azure", "Standard_E32-16s_v4", "Esv4", MachineTraits.SpecialPurpose)]
    [InlineData("azure", "Standard_NC4as_T4_v3", "NCasT4v3", MachineTraits.None)]
    [InlineData("google", "n2-standard-4", "n2", MachineTraits.None)]
    [InlineData("google", "e2-medium", "e2", MachineTraits.Burstable)]
    [InlineData("google", "e2-standard-2", "e2", MachineTraits.None)]
    [InlineData("google", "f1-micro", "f1", MachineTraits.Burstable)]
    [InlineData("google", "c3-standard-192-metal", "c3", MachineTraits.Metal)]
    [InlineData("google", "m1-ultramem-40", "m1", MachineTraits.SpecialPurpose)]
    public void Names_tell_family_and_traits(string provider, string name, string family, MachineTraits traits)
    {
        Assert.Equal(family, MachineNaming.Family(provider, name));
        Assert.Equal(traits, MachineNaming.Traits(provider, name));
    }

    [Theory]
    [InlineData("A100", "A100", true)]
    [InlineData("a100", "A100-80GB", true)]
    [InlineData("A100-80GB", "A100", false)]
    [InlineData("A100 80gb", "A100-80GB", true)]
    [InlineData("A10", "A100-80GB", false)]
    [InlineData("A10", "A10G", false)]
    [InlineData("T4", "T4g", false)]
    [InlineData("nvidia-t4", "T4", true)]
    [InlineData("RTX PRO 6000", "RTX-PRO-6000", true)]
    [InlineData("any", "V100", true)]
    [InlineData("any", null, false)]
    [InlineData("H100", "unknown", false)]
    public void GPU_models_match_by_model_and_not_by_beginning(string wanted, string? model, bool matches) => Assert.Equal(matches, GpuModels.Matches(wanted, model));

    [Theory]
    [InlineData("aws", "16GiB", 14.849)]
    [InlineData("azure", "16GiB", 14.88)]
    [InlineData("google", "1GiB", 0.8)]
    [InlineData("google", "512MiB", 0.4)]
    [InlineData("azure", "2GiB", 1.75)]
    public void Usable_memory_is_less_than_advertised(string provider, string nominal, double usable) =>
        Assert.Equal(usable, UsableMemory.Of(provider, ByteSize.Parse(nominal)).Bytes / (1024.0 * 1024 * 1024), 3);

    [Theory]
    [InlineData("auto", "auto")]
    [InlineData("0", "0")]
    [InlineData("7%", "7%")]
    [InlineData("0.07", "7%")]
    public void Margins_are_read(string text, string canonical) => Assert.Equal(canonical, MemoryMargin.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("100%")]
    [InlineData("-1")]
    [InlineData("much")]
    public void What_is_no_margin_is_refused(string text) => Assert.Throws<FormatException>(() => MemoryMargin.Parse(text));
}
