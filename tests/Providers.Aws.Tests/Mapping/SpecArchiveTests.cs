using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Aws.Tests.Mapping;

public class SpecArchiveTests
{
    [Fact]
    public void A_spec_comes_back_whole()
    {
        var spec = new JobSpec
        {
            Name = "n",
            Script = "#!/bin/sh\necho '\u4f60\u597d'\n",
            Env = new Dictionary<string, string> { ["A"] = "b\nc" },
            Secrets = new Dictionary<string, SecretReference> { ["S"] = new("arn:aws:ssm:eu-west-1:1:parameter/x") },
            Array = new ArraySpec { Tasks = new TaskTable(["X"], [["1"], ["2"]]) },
            Attempts = new AttemptPolicy { Max = 3 },
        };

        var read = SpecArchive.Read(new Dictionary<string, string> { [AwsParameters.Spec] = SpecArchive.Write(spec) })!;

        Assert.Equal(BatchJson.Write(spec), BatchJson.Write(read));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("bm90IGd6aXA=")]
    public void What_was_not_written_here_is_no_spec(string text) =>
        Assert.Null(SpecArchive.Read(new Dictionary<string, string> { [AwsParameters.Spec] = text }));
}
