using MultiBatch.Providers.Aws.Mapping;

namespace MultiBatch.Providers.Aws.Tests.Mapping;

public class FargateSizesTests
{
    [Theory]
    [InlineData(0.1, 1, 0.25, 512)]
    [InlineData(0.25, 512, 0.25, 512)]
    [InlineData(0.25, 513, 0.25, 1024)]
    [InlineData(0.25, 1025, 0.25, 2048)]
    [InlineData(0.25, 2049, 0.5, 3072)]
    [InlineData(0.3, 100, 0.5, 1024)]
    [InlineData(1, 2048, 1, 2048)]
    [InlineData(1, 2049, 1, 3072)]
    [InlineData(1, 9000, 2, 9216)]
    [InlineData(4, 30720, 4, 30720)]
    [InlineData(4, 30721, 8, 32768)]
    [InlineData(8, 16385, 8, 20480)]
    [InlineData(16, 122880, 16, 122880)]
    [InlineData(9, 1, 16, 32768)]
    public void The_smallest_size_that_holds_the_job_is_taken(double vCpus, long mebibytes, double expectedVCpus, int expectedMebibytes) =>
        Assert.Equal((expectedVCpus, expectedMebibytes), FargateSizes.Fit(vCpus, mebibytes));

    [Theory]
    [InlineData(17, 1)]
    [InlineData(1, 122881)]
    public void What_is_larger_than_any_has_no_size(double vCpus, long mebibytes) => Assert.Null(FargateSizes.Fit(vCpus, mebibytes));
}
