using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;
using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.JobFiles.Fields;
using MultiBatch.JobFiles.Reading;
using MultiBatch.JobFiles.Tests.Samples;
using MultiBatch.Jobs;
using MultiBatch.Queues;
using MultiBatch.Serialization;

namespace MultiBatch.JobFiles.Tests.Schema;

/// <summary>Models, readers and the published schema say the same.</summary>
public class SchemaTests
{
    private static readonly SchemaValidator Schema = SchemaValidator.Published;

    /// <summary>For each definition of the schema: the model it describes, the keys that are read, and those of them that only files have.</summary>
    public static TheoryData<string, Type, string[], string[]> Objects => new()
    {
        { "job", typeof(JobSpec), [.. JobFields.Job.Keys], [] },
        { "template", typeof(JobSpec), [.. JobFields.Template.Keys.Except(["name", "definition", "dependsOn", "array"])], ["-name", "-definition", "-dependsOn", "-array"] },
        { "dependencyObject", typeof(JobDependency), [.. DependencyFields.Dependency.Keys], [] },
        { "arrayObject", typeof(ArraySpec), [.. ArrayFields.Draft.Keys], ["taskTable", "rows"] },
        { "taskRows", typeof(TaskTable), [.. InlineTasks.Table.Keys], [] },
        { "mount", typeof(Mount), [.. JobFields.Mount.Keys], [] },
        { "resources", typeof(ResourceSpec), [.. ResourceFields.Reader.Keys], [] },
        { "gpu", typeof(GpuSpec), [.. ResourceFields.GpuObject.Keys], [] },
        { "bootDisk", typeof(DiskSpec), [.. ResourceFields.BootDisk.Keys], [] },
        { "dataDisk", typeof(DataDiskSpec), [.. ResourceFields.DataDisk.Keys], [] },
        { "identity", typeof(JobIdentity), [.. JobFields.Identity.Keys], [] },
        { "attemptPolicy", typeof(AttemptPolicy), [.. AttemptFields.Policy.Keys], [] },
        { "attemptRule", typeof(AttemptRule), [.. AttemptFields.Rule.Keys], [] },
        { "environment", typeof(ComputeEnvironmentSpec), [.. EnvironmentFields.Reader.Keys], [] },
        { "network", typeof(NetworkSpec), [.. EnvironmentFields.Network.Keys], [] },
        { "queue", typeof(JobQueueSpec), [.. QueueFields.Reader.Keys], [] },
        { "definition", typeof(JobDefinitionSpec), [.. DefinitionFields.Reader.Keys], [] },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void Model_reader_and_schema_have_the_same_keys(string definition, Type model, string[] read, string[] onlyInFiles)
    {
        var keys = JsonKeys(model)
            .Concat(onlyInFiles.Where(key => key[0] != '-'))
            .Except(onlyInFiles.Where(key => key[0] == '-').Select(key => key[1..]))
            .Order(StringComparer.Ordinal);

        Assert.Equal(keys, read.Order(StringComparer.Ordinal));
        Assert.Equal(keys, Keys(Schema.Resolve("#/$defs/" + definition)).Order(StringComparer.Ordinal));
        Assert.False(Schema.Resolve("#/$defs/" + definition).GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void Every_object_of_the_schema_is_compared() => Assert.Equal(
        Objects.Select(row => (string)row[0]).Order(StringComparer.Ordinal),
        Schema.Root.GetProperty("$defs").EnumerateObject()
            .Where(definition => definition.Value.TryGetProperty("additionalProperties", out _) && !definition.Name.StartsWith("named", StringComparison.Ordinal))
            .Select(definition => definition.Name)
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("namedJob", "job")]
    [InlineData("namedEnvironment", "environment")]
    [InlineData("namedQueue", "queue")]
    [InlineData("namedDefinition", "definition")]
    public void An_entry_of_a_map_has_the_keys_of_one_of_a_list(string named, string plain) =>
        Assert.Equal(Keys(Schema.Resolve("#/$defs/" + plain)), Keys(Schema.Resolve("#/$defs/" + named)));

    [Fact]
    public void The_top_has_the_keys_of_a_job_and_of_a_file() =>
        Assert.Equal(RootReader.HeaderKeys.Concat(RootReader.SectionKeys).Concat(JobFields.Job.Keys).Order(StringComparer.Ordinal), Keys(Schema.Root).Order(StringComparer.Ordinal));

    [Fact]
    public void Words_are_those_of_the_enumerations()
    {
        Assert.Equal(EnumText.Names<AttemptAction>(), Enum("#/$defs/attemptRule/properties/action"));
        Assert.Equal(EnumText.Names<AttemptAction>(), Enum("#/$defs/attemptPolicy/properties/otherwise"));
        Assert.Equal(EnumText.Names<JobCause>(), Enum("#/$defs/attemptRule/properties/causes/items"));
        Assert.Equal(EnumText.Names<DependencyMode>(), Enum("#/$defs/dependencyObject/properties/mode"));
        Assert.Equal(EnumText.Names<DependencyCondition>(), Enum("#/$defs/dependencyObject/properties/on"));
        Assert.Equal(EnumText.Names<CpuArchitecture>(), Enum("#/$defs/architecture"));
        Assert.Equal(EnumText.Names<EnvironmentKind>(), Enum("#/$defs/environment/properties/kind"));
    }

    [Fact]
    public void Everything_in_the_schema_is_described()
    {
        var silent = new List<string>();
        Walk(Schema.Root, "#");
        Assert.Empty(silent);

        void Walk(JsonElement schema, string at)
        {
            // Conditions restrict what is described elsewhere.
            foreach (var group in new[] { "properties", "$defs", "patternProperties" }.Where(group => schema.TryGetProperty(group, out _)))
            {
                foreach (var member in schema.GetProperty(group).EnumerateObject())
                {
                    var described = member.Value.TryGetProperty("description", out var text) ? text.GetString()
                        : member.Value.TryGetProperty("$ref", out var reference) && reference.GetString()!.Contains("/properties/", StringComparison.Ordinal)
                            ? Schema.Resolve(reference.GetString()!).GetProperty("description").GetString()
                        : null;
                    if (described is not { Length: > 5 } || described[^1] != '.')
                    {
                        silent.Add($"{at}/{group}/{member.Name}");
                    }

                    Walk(member.Value, $"{at}/{group}/{member.Name}");
                }
            }
        }
    }

    [Fact]
    public void What_is_written_is_valid() =>
        Prop.ForAll(Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary(), seed =>
        {
            var file = new RandomSpecs(seed).File();
            var json = JsonDocument.Parse(JobFileWriter.Write(file, JobFileFormat.Json), new JsonDocumentOptions { MaxDepth = 128 }).RootElement;

            Assert.Empty(Schema.Validate(json));
            Assert.Empty(Schema.Validate(YamlAsJson.Convert(JobFileWriter.Write(file))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Theory]
    [InlineData("{script: x, array: 5, attempts: 2, resources: {gpu: 1}, dependsOn: a}")]
    [InlineData("{script: x, dependsOn: [a, {job: b, on: anyEnd}]}")]
    [InlineData("{command: [sleep, 5, true], env: {A: 1, B: false}, labels: {a: 1}}")]
    [InlineData("{version: 1, $schema: x, x-a: [1], definition: 'a:3'}")]
    [InlineData("{script: x, array: {taskTable: t.tsv, rows: 2-5}}")]
    [InlineData("{script: x, array: {taskTable: t.tsv, rows: 3}}")]
    [InlineData("{script: x, array: {tasks: [{A: 1}, {A: b}]}}")]
    [InlineData("{script: x, timeout: 1h30m, resources: {memory: 1.5 GiB}}")]
    [InlineData("{script: x, timeout: 90, resources: {memory: 1073741824}}")]
    [InlineData("{script: x, timeout: 00:05:00, purchase: spot-then-on-demand:2}")]
    [InlineData("{jobs: {a: {script: x}}, queues: {q: {}}, environments: [{name: e}], definitions: {d: {job: {command: [a]}}}}")]
    public void Short_forms_are_valid(string yaml) => Assert.Empty(Schema.Validate(YamlAsJson.Convert(yaml)));

    [Theory]
    [MemberData(nameof(Reading.BadFileTests.Cases), MemberType = typeof(Reading.BadFileTests))]
    public void What_the_reader_refuses_the_schema_refuses_too(string path, string value)
    {
        var yaml = Reading.BadFileTests.Yaml(path, value).First().Text;

        Assert.Equal(!OnlyReaderKnows(path, value), Schema.Validate(YamlAsJson.Convert(yaml)).Count > 0);
    }

    /// <summary>What takes more than a schema: looking at other jobs, other rows and other files, and doing sums.</summary>
    private static bool OnlyReaderKnows(string path, string value) =>
        value is "9999999999TiB" or "99999999999999d"
        || (value == "1e999" && path.EndsWith("cpus", StringComparison.Ordinal))
        || (path, value) is ("dependsOn", "unknown" or "5.5.5")
            or ("array", "{tasks: [{A: b}, {C: d}]}" or "{taskTable: /none/t.tsv}")
            or ("command", "['']")
            or ("mounts", "[{source: a, target: /b}, {source: c, target: /b}]");

    private static IEnumerable<string> JsonKeys(Type model) => model.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Select(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name));

    private static IEnumerable<string> Keys(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(property => property.Name);

    private static IEnumerable<string?> Enum(string reference) => Schema.Resolve(reference).GetProperty("enum").EnumerateArray().Select(value => value.GetString());
}
