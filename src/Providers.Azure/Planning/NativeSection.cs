using System.Text.Json;
using System.Text.Json.Serialization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Providers.Azure.Wire.Common;
using MultiBatch.Providers.Azure.Wire.Tasks;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>The section <c>azure</c> of a job's native settings, as <see cref="AzureJobSettings"/> describes it.</summary>
internal sealed class NativeSection
{
    private static readonly AzureWireJson Strict = new(new JsonSerializerOptions(WireJsonOptions.Create())
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    });

    private static readonly string[] Keys = ["os", "containerRunOptions", "workingDirectory", "retentionTime", "resourceFiles", "outputFiles", "userIdentity"];

    public static NativeSection None { get; } = new();

    /// <summary>What is wrong with the section; null when nothing is.</summary>
    public string? Problem { get; private init; }

    public bool IsSet { get; private init; }

    public bool IsWindows { get; private init; }

    public string? ContainerRunOptions { get; private init; }

    public string? WorkingDirectory { get; private init; }

    public string? RetentionTime { get; private init; }

    public IReadOnlyList<ResourceFile>? ResourceFiles { get; private init; }

    public IReadOnlyList<OutputFile>? OutputFiles { get; private init; }

    public UserIdentity? UserIdentity { get; private init; }

    public static NativeSection Read(JobSpec spec)
    {
        if (spec.Native is null || !spec.Native.TryGetValue(AzureProviderName.Value, out var section))
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
        var os = Text(section, "os");
        if (os is not (null or "linux" or "windows"))
        {
            return Wrong($"os is 'linux' or 'windows', not '{os}'");
        }

        var retention = Text(section, "retentionTime");
        TimeSpan? kept = null;
        if (retention is not null)
        {
            if (!DurationText.TryParse(retention, out var parsed))
            {
                return Wrong($"retentionTime is a duration as 2d, not '{retention}'");
            }

            kept = parsed;
        }

        // The task as the API has it, with only the members that have no portable field.
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var name in new[] { "resourceFiles", "outputFiles", "userIdentity" })
        {
            if (section.TryGetProperty(name, out var value))
            {
                members[name] = value;
            }
        }

        var task = JsonSerializer.SerializeToElement(members, NativeJson.Default.DictionaryStringJsonElement);
        var request = task.Deserialize(Strict.TaskAddRequest)!;
        return new NativeSection
        {
            IsSet = true,
            IsWindows = os == "windows",
            ContainerRunOptions = Text(section, "containerRunOptions"),
            WorkingDirectory = Text(section, "workingDirectory"),
            RetentionTime = kept is { } time ? WireDuration.Write(time) : null,
            ResourceFiles = request.ResourceFiles,
            OutputFiles = request.OutputFiles,
            UserIdentity = request.UserIdentity,
        };
    }

    private static string? Text(JsonElement section, string key) =>
        !section.TryGetProperty(key, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new JsonException("it must be text", key, null, null);

    private static NativeSection Wrong(string problem) => new() { IsSet = true, Problem = problem };
}

[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class NativeJson : JsonSerializerContext;
