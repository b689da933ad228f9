using FsCheck;
using FsCheck.Fluent;
using MultiBatch.JobFiles.Tests.Samples;
using MultiBatch.JobFiles.Writing;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.JobFiles.Tests.Writing;

public class RoundTripTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(1500);

    private static readonly Arbitrary<int> Seeds = Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary();

    [Theory]
    [InlineData(JobFileFormat.Yaml)]
    [InlineData(JobFileFormat.Json)]
    public void A_file_that_is_written_reads_back_the_same(JobFileFormat format) =>
        Prop.ForAll(Seeds, seed =>
        {
            var file = new RandomSpecs(seed).File();

            var text = JobFileWriter.Write(file, format);
            var read = JobFileReader.Parse(text, format, "job").Content();

            Assert.Equal(Shape(file), Shape(read));
        }).Check(Often);

    [Theory]
    [InlineData(JobFileFormat.Yaml)]
    [InlineData(JobFileFormat.Json)]
    public void A_job_that_is_written_reads_back_the_same(JobFileFormat format) =>
        Prop.ForAll(Seeds, seed =>
        {
            var job = new RandomSpecs(seed).Job();

            var read = JobFileReader.Parse(JobFileWriter.Write(job, format), format, "job").Content();

            Assert.Equal(BatchJson.Write(job), BatchJson.Write(Assert.Single(read.Jobs).Spec));
        }).Check(Often);

    [Fact]
    public void The_JSON_of_results_is_a_job_file() =>
        Prop.ForAll(Seeds, seed =>
        {
            var job = new RandomSpecs(seed).Job();

            var read = Files.Json(BatchJson.Write(job)).Content();

            Assert.Equal(BatchJson.Write(job), BatchJson.Write(read.Jobs[0].Spec));
        }).Check(Often);

    [Fact]
    public void The_JSON_of_one_job_is_the_JSON_of_results()
    {
        var job = new RandomSpecs(7).Job();

        var written = BatchJson.ReadJobSpec(System.Text.Encoding.UTF8.GetBytes(JobFileWriter.Write(job, JobFileFormat.Json)));

        Assert.Equal(BatchJson.Write(job), BatchJson.Write(written));
    }

    private static string Shape(JobFile file) => string.Join('\n', new[]
    {
        file.Jobs.Select(entry => JobFileJson.Element(entry.Spec).GetRawText()),
        file.Environments.Select(entry => JobFileJson.Element(entry.Spec).GetRawText()),
        file.Queues.Select(entry => JobFileJson.Element(entry.Spec).GetRawText()),
        file.Definitions.Select(entry => JobFileJson.Element(entry.Spec).GetRawText()),
    }.SelectMany(texts => texts.Append("--")));
}
