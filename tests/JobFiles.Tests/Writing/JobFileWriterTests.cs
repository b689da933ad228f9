using System.Text.Json;
using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.JobFiles.Tests.Samples;
using MultiBatch.Jobs;
using MultiBatch.Queues;

namespace MultiBatch.JobFiles.Tests.Writing;

public class JobFileWriterTests
{
    private static readonly JobSpec Job = new()
    {
        Name = "align",
        Script = "set -eu\necho \"$SAMPLE\"\n",
        Env = new Dictionary<string, string> { ["ZERO"] = "0", ["YES"] = "yes", ["EMPTY"] = "", ["PATH_"] = "/usr/bin:/bin" },
        Resources = new ResourceSpec { VCpus = 0.5, Memory = ByteSize.FromGibibytes(16) },
        Attempts = new AttemptPolicy { Max = 3, Rules = [new AttemptRule { ExitCodes = [75, 137], Action = AttemptAction.Retry }] },
        Timeout = TimeSpan.FromMinutes(90),
        Purchase = Purchase.SpotThenOnDemand(2),
        DependsOn = [new JobDependency { Job = "fetch" }],
        Array = new ArraySpec { Tasks = new TaskTable(["SAMPLE", "COUNT"], [["a", "1"], ["", "2"]]), Parallelism = 2 },
    };

    private static readonly JobSpec Fetch = new() { Name = "fetch", Command = ["curl", "-fsSL", "https://example.org/a?b=c", "-o", "a b"] };

    [Fact]
    public void YAML_reads_as_people_write_it() => Assert.Equal(
        """
        version: 1
        environments:
          - name: here
            maxVcpus: 4
            machineTypes: [a1, b2]
        queues:
          - name: main
            environments: [here]
        definitions:
          - name: copy
            job:
              command: [cp, 'Ref::from', /dest]
        jobs:
          - name: fetch
            command: [curl, -fsSL, 'https://example.org/a?b=c', -o, a b]
          - name: align
            script: |
              set -eu
              echo "$SAMPLE"
            env:
              ZERO: '0'
              'YES': 'yes'
              EMPTY: ''
              PATH_: /usr/bin:/bin
            resources:
              vcpus: 0.5
              memory: 16GiB
            purchase: spot-then-on-demand:2
            attempts:
              max: 3
              rules:
                - exitCodes: [75, 137]
                  action: retry
            timeout: 1h30m
            dependsOn: [fetch]
            array:
              tasks:
                columns: [SAMPLE, COUNT]
                rows:
                  - [a, '1']
                  - ['', '2']
              parallelism: 2

        """,
        JobFileWriter.Write(new JobFile
        {
            Environments = [new(new ComputeEnvironmentSpec { Name = "here", MaxVCpus = 4, MachineTypes = ["a1", "b2"] })],
            Queues = [new(new JobQueueSpec { Name = "main", Environments = ["here"] })],
            Definitions = [new(new JobDefinitionSpec { Name = "copy", Job = new JobSpec { Command = ["cp", "Ref::from", "/dest"] } })],
            Jobs = [new(Fetch), new(Job)],
        }));

    [Fact]
    public void JSON_has_the_same_keys() => Assert.Equal(
        """
        {
          "version": 1,
          "jobs": [
            {
              "name": "fetch",
              "command": [
                "curl",
                "-fsSL",
                "https://example.org/a?b=c",
                "-o",
                "a b"
              ]
            },
            {
              "script": "echo é",
              "dependsOn": [
                {
                  "job": "fetch"
                }
              ]
            }
          ]
        }

        """,
        JobFileWriter.Write(JobFile.Of(Fetch, new JobSpec { Script = "echo é", DependsOn = [new JobDependency { Job = "fetch" }] }), JobFileFormat.Json));

    [Fact]
    public void One_job_alone_has_its_keys_at_the_top() => Assert.Equal("script: echo hi\n", JobFileWriter.Write(new JobSpec { Script = "echo hi" }));

    [Fact]
    public void Auto_is_YAML() => Assert.Equal("script: echo hi\n", JobFileWriter.Write(new JobSpec { Script = "echo hi" }, JobFileFormat.Auto));

    [Fact]
    public void A_file_of_nothing_has_no_jobs() => Assert.Empty(Files.Yaml(JobFileWriter.Write(new JobFile())).Content().Jobs);

    [Theory]
    [InlineData("yes", "'yes'")]
    [InlineData("NO", "'NO'")]
    [InlineData("y", "'y'")]
    [InlineData("null", "'null'")]
    [InlineData("~", "'~'")]
    [InlineData("", "''")]
    [InlineData("5", "'5'")]
    [InlineData("1.10", "'1.10'")]
    [InlineData("1e3", "'1e3'")]
    [InlineData("0x1F", "'0x1F'")]
    [InlineData("1_000", "'1_000'")]
    [InlineData("12:30:45", "'12:30:45'")]
    [InlineData("2026-01-01", "'2026-01-01'")]
    [InlineData(".inf", "'.inf'")]
    [InlineData("=", "'='")]
    [InlineData("<<", "'<<'")]
    [InlineData("a: b", "'a: b'")]
    [InlineData("a #b", "'a #b'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("*.txt", "'*.txt'")]
    [InlineData(" a", "' a'")]
    [InlineData("a\tb", "\"a\tb\"")]
    [InlineData("a\u0001", "\"a\\x01\"")]
    [InlineData("a\u2028b", "\"a\\Lb\"")]
    [InlineData("日本 🚀", "\"日本 \\U0001F680\"")]
    [InlineData("a b", "a b")]
    [InlineData("/usr/bin:/bin", "/usr/bin:/bin")]
    [InlineData("16GiB", "16GiB")]
    [InlineData("-o", "-o")]
    [InlineData("--name=a", "--name=a")]
    [InlineData("-1", "'-1'")]
    [InlineData("- a", "'- a'")]
    [InlineData("-.inf", "'-.inf'")]
    [InlineData("---", "'---'")]
    [InlineData("-", "'-'")]
    [InlineData("1h30m", "1h30m")]
    [InlineData("a\nb\n", "|\n  a\n  b")]
    [InlineData("a\nb", "|-\n  a\n  b")]
    [InlineData("a \nb", "\"a \\nb\"")]
    [InlineData("  a\nb", "\"  a\\nb\"")]
    public void Text_is_quoted_where_some_reader_would_take_it_for_something_else(string text, string written) =>
        Assert.Equal($"text: {written}\n", YamlWriter.Write(JsonSerializer.SerializeToElement(new { text })));

    [Fact]
    public void Any_JSON_is_written_as_YAML() => Assert.Equal(
        """
        empty: {}
        none: []
        nothing: null
        flag: true
        number: 1.50
        dependsOn:
          - job: a
        list:
          - - 1
            - [2, 3]
          - a: b

        """,
        YamlWriter.Write(JsonDocument.Parse("""{"empty": {}, "none": [], "nothing": null, "flag": true, "number": 1.50, "dependsOn": [{"job": "a"}], "list": [[1, [2, 3]], {"a": "b"}]}""").RootElement));

    [Theory]
    [InlineData("\"text\"", "text\n")]
    [InlineData("5", "5\n")]
    [InlineData("[]", "[]\n")]
    public void A_value_alone_is_written_too(string json, string yaml) => Assert.Equal(yaml, YamlWriter.Write(JsonDocument.Parse(json).RootElement));
}
