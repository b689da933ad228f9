using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Azure;

/// <summary>
/// What only Azure Batch knows of a job, as the section <c>azure</c> of <see cref="JobSpec.Native"/>. Everything is optional. The keys of the section are
/// the names of the members in camel case; an unknown one is refused.
/// </summary>
public sealed record AzureJobSettings
{
    /// <summary>What the pool's nodes run, for plans that may not look: <c>linux</c> or <c>windows</c>. A connected plan looks at the pool. Default: <c>linux</c>.</summary>
    public string? OS { get; init; }

    /// <summary>Further options of <c>docker create</c>, added to those that follow from the job. Default: none.</summary>
    public string? ContainerRunOptions { get; init; }

    /// <summary>Where a container begins: <c>taskWorkingDirectory</c> or <c>containerImageDefault</c>. Default: the service's, the former.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>How long the task's folder is kept on its node after its end. Default: the service's, 7 days.</summary>
    public TimeSpan? RetentionTime { get; init; }

    /// <summary>Files to fetch before the task begins, as the API has them: <c>[{"httpUrl":…,"filePath":…}]</c>. Default: none.</summary>
    public JsonElement? ResourceFiles { get; init; }

    /// <summary>Files to upload when the task has ended, as the API has them. Default: none.</summary>
    public JsonElement? OutputFiles { get; init; }

    /// <summary>The user the task runs as, as the API has it: <c>{"autoUser":{…}}</c>. Default: the service's.</summary>
    public JsonElement? UserIdentity { get; init; }

    /// <summary>These settings as JSON.</summary>
    public JsonElement ToJson()
    {
        var section = new JsonObject();
        Add(section, "os", OS is null ? null : JsonValue.Create(OS));
        Add(section, "containerRunOptions", ContainerRunOptions is null ? null : JsonValue.Create(ContainerRunOptions));
        Add(section, "workingDirectory", WorkingDirectory is null ? null : JsonValue.Create(WorkingDirectory));
        Add(section, "retentionTime", RetentionTime is { } retention ? JsonValue.Create(DurationText.Format(retention)) : null);
        Add(section, "resourceFiles", Node(ResourceFiles));
        Add(section, "outputFiles", Node(OutputFiles));
        Add(section, "userIdentity", Node(UserIdentity));
        using var document = JsonDocument.Parse(section.ToJsonString());
        return document.RootElement.Clone();
    }

    /// <summary>A spec with these settings in its section <c>azure</c>, in place of what was there; sections of other providers are kept.</summary>
    /// <param name="spec">The spec.</param>
    public JobSpec AddTo(JobSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);

        var sections = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var section in spec.Native ?? new Dictionary<string, JsonElement>())
        {
            sections[section.Key] = section.Value;
        }

        sections[AzureProviderName.Value] = ToJson();
        return spec with { Native = sections };
    }

    private static void Add(JsonObject section, string name, JsonNode? value)
    {
        if (value is not null)
        {
            section[name] = value;
        }
    }

    private static JsonNode? Node(JsonElement? element) => element is { } value ? JsonNode.Parse(value.GetRawText()) : null;
}
