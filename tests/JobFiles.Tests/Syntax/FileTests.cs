using System.Text;
using MultiBatch.JobFiles.Tests.Samples;

namespace MultiBatch.JobFiles.Tests.Syntax;

public sealed class FileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jobfiles").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public async Task Encodings_with_a_mark_and_UTF_8_without_are_read(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        var path = Write("job.yaml", [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("script: écho 🚀\n")]);

        var result = await JobFileReader.ReadAsync(path);

        Assert.Equal("écho 🚀", result.Content().Jobs[0].Spec.Script);
    }

    [Fact]
    public async Task Other_bytes_are_refused_with_their_line()
    {
        var path = Write("job.yaml", [.. "script: x\nname: "u8, 0xE9, .. "t\u00e9\n"u8]);

        Assert.Equal($"{path}:2: the bytes of this line are not UTF-8; save the file as UTF-8.", (await JobFileReader.ReadAsync(path)).OnlyProblem());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_problem()
    {
        var path = Path.Combine(_folder, "none.yaml");

        Assert.Equal($"{path}: the file does not exist; check the path.", (await JobFileReader.ReadAsync(path)).OnlyProblem());
    }

    [Fact]
    public async Task A_folder_is_a_problem() =>
        Assert.Equal($"{_folder}: the file cannot be read: it is a folder, or permission is missing.", (await JobFileReader.ReadAsync(_folder)).OnlyProblem());

    [Fact]
    public async Task A_path_the_system_does_not_have_is_a_problem() =>
        Assert.Single((await JobFileReader.ReadAsync("a\0b.yaml")).Problems);

    [Fact]
    public async Task A_file_beyond_the_limit_is_not_read()
    {
        var path = Path.Combine(_folder, "huge.yaml");
        await using (var file = File.Create(path))
        {
            file.SetLength(17 * 1024 * 1024);
        }

        Assert.Equal(
            $"{path}: the file has more than 16 MiB; split it, or put the rows of an array into a task table.",
            (await JobFileReader.ReadAsync(path)).OnlyProblem());
    }

    [Fact]
    public async Task No_file_is_an_argument_error()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => JobFileReader.ReadAsync(null!));
        await Assert.ThrowsAsync<ArgumentException>(() => JobFileReader.ReadAsync(string.Empty));
    }

    [Fact]
    public async Task Cancellation_ends_the_reading()
    {
        var path = Write("job.yaml", "script: x"u8.ToArray());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => JobFileReader.ReadAsync(path, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("job.json", "{")]
    [InlineData("job.yaml", "script: x")]
    public async Task A_written_file_reads_back(string name, string beginning)
    {
        var path = Path.Combine(_folder, name);
        var file = Files.Yaml("script: x\nenv: {A: 1}").Content();

        await JobFileWriter.WriteAsync(file, path);

        Assert.StartsWith(beginning, await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        Assert.Equal("1", (await JobFileReader.ReadAsync(path)).Content().Jobs[0].Spec.Env!["A"]);
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
