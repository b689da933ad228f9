using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;

namespace MultiBatch.Providers.Aws.Tests.Mapping;

public class InstanceTypesTests
{
    [Theory]
    [InlineData("m5.large", CpuArchitecture.Amd64)]
    [InlineData("c7i.4xlarge", CpuArchitecture.Amd64)]
    [InlineData("g5.xlarge", CpuArchitecture.Amd64)]
    [InlineData("p4d.24xlarge", CpuArchitecture.Amd64)]
    [InlineData("m5", CpuArchitecture.Amd64)]
    [InlineData("optimal", CpuArchitecture.Amd64)]
    [InlineData("default_x86_64", CpuArchitecture.Amd64)]
    [InlineData("m7g.large", CpuArchitecture.Arm64)]
    [InlineData("c6gn.16xlarge", CpuArchitecture.Arm64)]
    [InlineData("x2gd.metal", CpuArchitecture.Arm64)]
    [InlineData("g5g.xlarge", CpuArchitecture.Arm64)]
    [InlineData("a1.medium", CpuArchitecture.Arm64)]
    [InlineData("default_arm64", CpuArchitecture.Arm64)]
    [InlineData("something else", null)]
    public void The_name_tells_the_instruction_set(string type, CpuArchitecture? expected) => Assert.Equal(expected, InstanceTypes.ArchitectureOf(type));
}
