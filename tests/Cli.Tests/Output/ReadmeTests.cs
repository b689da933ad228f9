using System.Reflection;
using MultiBatch.Cli.Output;
using MultiBatch.Providers.Aws;
using MultiBatch.Providers.Azure;
using MultiBatch.Providers.Google;
using MultiBatch.Providers.Local;

namespace MultiBatch.Cli.Tests.Output;

public class ReadmeTests
{
    private static readonly string Root = typeof(ReadmeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RepositoryRoot").Value!;

    [Fact]
    public async Task The_capability_matrix_is_the_one_the_providers_declare()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Root, "README.md"));
        var shown = readme.Split("<!-- capabilities -->\n")[1].Split("\n<!-- /capabilities -->")[0];
        var state = Directory.CreateTempSubdirectory("multibatch-readme-").FullName;
        try
        {
            await using var provider = new LocalBatchProvider(new LocalBatchOptions { StateDirectory = state });
            await using var aws = new AwsBatchProvider();
            await using var azure = new AzureBatchProvider();
            await using var google = new GoogleBatchProvider();
            var matrix = CapabilityMatrix.Markdown([
                await provider.GetCapabilitiesAsync(CancellationToken.None), await aws.GetCapabilitiesAsync(CancellationToken.None), await azure.GetCapabilitiesAsync(CancellationToken.None), await google.GetCapabilitiesAsync(CancellationToken.None),
            ]);

            Assert.Equal(WithoutLimits(matrix.TrimEnd()), WithoutLimits(shown));
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    // Whether limits are held to is a matter of the machine; the README shows one with control groups and says so.
    private static IEnumerable<string> WithoutLimits(string matrix) =>
        matrix.Split('\n').Where(line => !line.StartsWith("| cpu limit", StringComparison.Ordinal) && !line.StartsWith("| memory limit", StringComparison.Ordinal));
}
