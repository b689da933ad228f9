using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using MultiBatch.Abstractions.Tests.Jobs;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Queues;
using Xunit;

namespace MultiBatch.Abstractions.Tests.Planning;

public class SpecFieldsTests
{
    [Fact]
    public void Every_property_of_a_full_job_spec_is_named()
    {
        var spec = FullSpec.Create();

        Assert.Equal(Reflected(spec).Order(StringComparer.Ordinal), SpecFields.Of(spec).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_full_job_spec_leaves_no_property_out() => AssertNothingNull(FullSpec.Create(), "spec");

    [Fact]
    public void An_empty_spec_has_no_fields() => Assert.Empty(SpecFields.Of(new JobSpec()));

    [Fact]
    public void An_empty_nested_object_has_no_fields()
    {
        var spec = new JobSpec { Resources = new ResourceSpec { Gpu = new GpuSpec() }, Attempts = new AttemptPolicy(), Identity = new JobIdentity(), Array = new ArraySpec() };

        Assert.Empty(SpecFields.Of(spec));
    }

    [Fact]
    public void Every_property_of_an_environment_is_named()
    {
        var spec = new ComputeEnvironmentSpec
        {
            Name = "e",
            Kind = EnvironmentKind.Managed,
            MaxVCpus = 4,
            MinVCpus = 0,
            MaxMemory = ByteSize.FromGibibytes(1),
            MachineTypes = ["m"],
            Purchase = Purchase.Spot,
            Architecture = CpuArchitecture.Amd64,
            MachineImage = "ami",
            BootDisk = new DiskSpec { Size = ByteSize.FromGibibytes(1), Type = "t" },
            Network = new NetworkSpec { Network = "n", Subnets = ["s"], SecurityGroups = ["g"], PublicAddress = false },
            MachineIdentity = "i",
            Enabled = true,
            Labels = new Dictionary<string, string> { ["a"] = "b" },
            Native = new Dictionary<string, JsonElement> { ["aws"] = default },
        };

        AssertNothingNull(spec, "environment");
        Assert.Equal(Reflected(spec).Order(StringComparer.Ordinal), SpecFields.Of(spec).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_property_of_a_queue_is_named()
    {
        var spec = new JobQueueSpec
        {
            Name = "q",
            Priority = 1,
            Environments = ["e"],
            Enabled = true,
            MaxWait = TimeSpan.FromHours(1),
            SchedulingPolicy = "p",
            Labels = new Dictionary<string, string> { ["a"] = "b" },
            Native = new Dictionary<string, JsonElement> { ["aws"] = default },
        };

        AssertNothingNull(spec, "queue");
        Assert.Equal(Reflected(spec).Order(StringComparer.Ordinal), SpecFields.Of(spec).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Reflected(object spec) => Walk(spec, string.Empty);

    private static IEnumerable<string> Walk(object node, string pointer)
    {
        foreach (var property in SpecProperties(node))
        {
            var value = property.GetValue(node);
            var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var below = pointer + "/" + name;
            if (value is null)
            {
                continue;
            }

            if (value is IReadOnlyDictionary<string, JsonElement> sections)
            {
                foreach (var section in sections.Keys)
                {
                    yield return below + "/" + section;
                }
            }
            else if (value is IEnumerable list and not string && list.Cast<object>().FirstOrDefault() is { } first && IsModel(first))
            {
                var index = 0;
                foreach (var item in list)
                {
                    foreach (var field in Walk(item, below + "/" + index))
                    {
                        yield return field;
                    }

                    index++;
                }
            }
            else if (IsModel(value) && value is not (TaskTable or Purchase or Definitions.JobDefinitionReference or SecretReference))
            {
                foreach (var field in Walk(value, below))
                {
                    yield return field;
                }
            }
            else
            {
                yield return below;
            }
        }
    }

    private static void AssertNothingNull(object node, string path)
    {
        foreach (var property in SpecProperties(node))
        {
            var value = property.GetValue(node);
            Assert.True(value is not null, $"{path}.{property.Name} is not set: set it here, so that the comparison covers it.");
            if (IsModel(value) && value is not Purchase)
            {
                AssertNothingNull(value, path + "." + property.Name);
            }
        }
    }

    private static IEnumerable<PropertyInfo> SpecProperties(object node) =>
        node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0);

    private static bool IsModel(object value) =>
        value.GetType() is { IsClass: true, Namespace: { } space } type && space.StartsWith("MultiBatch", StringComparison.Ordinal) && !type.IsArray;
}
