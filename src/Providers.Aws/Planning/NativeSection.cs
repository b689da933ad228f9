using System.Text.Json;
using System.Text.Json.Serialization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>
/// The section <c>aws</c> of a job's native settings, as <see cref="AwsJobSettings"/> describes it. What has a portable field is refused here: two
/// places for one thing would have to disagree some day.
/// </summary>
internal sealed class NativeSection
{
    private static readonly BatchWireJson Strict = new(new JsonSerializerOptions(WireJsonOptions.Create())
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    });

    private static readonly Dictionary<string, string> PortableMembers = new(StringComparer.Ordinal)
    {
        ["image"] = "image",
        ["command"] = "command",
        ["environment"] = "env",
        ["secrets"] = "secrets",
        ["vcpus"] = "resources.vcpus",
        ["memory"] = "resources.memory",
        ["resourceRequirements"] = "resources",
        ["jobRoleArn"] = "identity.task",
        ["executionRoleArn"] = "identity.execution",
        ["ephemeralStorage"] = "resources.dataDisk.size",
        ["instanceType"] = "resources.machineType",
    };

    private static readonly string[] Keys =
        ["platform", "prelude", "shareIdentifier", "propagateTags", "consumableResourceProperties", "containerProperties"];

    public static NativeSection None { get; } = new();

    /// <summary>What is wrong with the section; null when nothing is.</summary>
    public string? Problem { get; private init; }

    public bool IsSet { get; private init; }

    public Platform? Platform { get; private init; }

    /// <summary>False to do without the shell prelude where there is another way.</summary>
    public bool AllowsPrelude { get; private init; } = true;

    public string? ShareIdentifier { get; private init; }

    public bool? PropagateTags { get; private init; }

    public ConsumableResourceProperties? ConsumableResources { get; private init; }

    public ContainerProperties? Container { get; private init; }

    public static NativeSection Read(JobSpec spec)
    {
        if (spec.Native is null || !spec.Native.TryGetValue(AwsProviderName.Value, out var section))
        {
            return None;
        }

        if (section.ValueKind != JsonValueKind.Object)
        {
            return Wrong("it must be an object");
        }

        foreach (var property in section.EnumerateObject())
        {
            if (Array.IndexOf(Keys, property.Name) < 0)
            {
                return Wrong($"it has no key '{property.Name}'; it has {string.Join(", ", Keys)}");
            }
        }

        try
        {
            return Read(section);
        }
        catch (JsonException error)
        {
            return Wrong($"{error.Path ?? "it"} cannot be read: {error.Message.Split('.')[0]}");
        }
    }

    private static NativeSection Read(JsonElement section)
    {
        var platform = Text(section, "platform");
        if (platform is not (null or "ec2" or "fargate"))
        {
            return Wrong($"platform is 'ec2' or 'fargate', not '{platform}'");
        }

        var container = section.TryGetProperty("containerProperties", out var members) ? members : (JsonElement?)null;
        if (container is { ValueKind: not JsonValueKind.Object })
        {
            return Wrong("containerProperties must be an object");
        }

        foreach (var member in container?.EnumerateObject() ?? default)
        {
            if (PortableMembers.TryGetValue(member.Name, out var field))
            {
                return Wrong($"containerProperties.{member.Name} has a field of its own: write {field}");
            }
        }

        return new NativeSection
        {
            IsSet = true,
            Platform = platform is null ? null : platform == "fargate" ? Planning.Platform.Fargate : Planning.Platform.Ec2,
            AllowsPrelude = Flag(section, "prelude") ?? true,
            ShareIdentifier = Text(section, "shareIdentifier"),
            PropagateTags = Flag(section, "propagateTags"),
            ConsumableResources = section.TryGetProperty("consumableResourceProperties", out var resources)
                ? resources.Deserialize(Strict.ConsumableResourceProperties)
                : null,
            Container = container?.Deserialize(Strict.ContainerProperties),
        };
    }

    private static string? Text(JsonElement section, string key) =>
        !section.TryGetProperty(key, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new JsonException("it must be text", key, null, null);

    private static bool? Flag(JsonElement section, string key) =>
        !section.TryGetProperty(key, out var value) ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw new JsonException("it must be true or false", key, null, null);

    private static NativeSection Wrong(string problem) => new() { IsSet = true, Problem = problem };
}
