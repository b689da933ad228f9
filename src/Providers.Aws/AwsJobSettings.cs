using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;

namespace MultiBatch.Providers.Aws;

/// <summary>
/// What only AWS Batch knows of a job, as the section <c>aws</c> of <see cref="JobSpec.Native"/>. Everything is optional. The keys of the section are
/// the names of the members in camel case; an unknown one is refused.
/// </summary>
public sealed record AwsJobSettings
{
    /// <summary>
    /// What the queue runs on, for plans that may not look: <c>ec2</c> or <c>fargate</c>. A connected plan looks at the queue. Default: <c>ec2</c>.
    /// </summary>
    public string? Platform { get; init; }

    /// <summary>
    /// False to do without the shell prelude that sets <c>MULTIBATCH_ARRAY_INDEX</c> in the children of an array, for images without <c>/bin/sh</c>:
    /// they then find <c>AWS_BATCH_JOB_ARRAY_INDEX</c> only, and a task table becomes plain jobs. Default: true.
    /// </summary>
    public bool? Prelude { get; init; }

    /// <summary>The share the job is accounted to, on a queue with a scheduling policy. Default: the connection's.</summary>
    public string? ShareIdentifier { get; init; }

    /// <summary>True to put the job's tags on its ECS task too. Default: the service's, false.</summary>
    public bool? PropagateTags { get; init; }

    /// <summary>The consumable resources of the job, as the API has them: <c>{"consumableResourceList":[…]}</c>. Default: none.</summary>
    public JsonElement? ConsumableResourceProperties { get; init; }

    /// <summary>
    /// Members of <c>containerProperties</c> that have no portable field, as the API has them: <c>user</c>, <c>privileged</c>,
    /// <c>linuxParameters</c>, <c>ulimits</c>, <c>logConfiguration</c>, <c>networkConfiguration</c>, <c>runtimePlatform</c> and so on. Default: none.
    /// </summary>
    public JsonElement? ContainerProperties { get; init; }

    /// <summary>These settings as JSON.</summary>
    public JsonElement ToJson()
    {
        var section = new JsonObject();
        Add(section, "platform", Platform is null ? null : JsonValue.Create(Platform));
        Add(section, "prelude", Prelude is { } prelude ? JsonValue.Create(prelude) : null);
        Add(section, "shareIdentifier", ShareIdentifier is null ? null : JsonValue.Create(ShareIdentifier));
        Add(section, "propagateTags", PropagateTags is { } propagate ? JsonValue.Create(propagate) : null);
        Add(section, "consumableResourceProperties", Node(ConsumableResourceProperties));
        Add(section, "containerProperties", Node(ContainerProperties));
        using var document = JsonDocument.Parse(section.ToJsonString());
        return document.RootElement.Clone();
    }

    /// <summary>A spec with these settings in its section <c>aws</c>, in place of what was there; sections of other providers are kept.</summary>
    /// <param name="spec">The spec.</param>
    public JobSpec AddTo(JobSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);

        var sections = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var section in spec.Native ?? new Dictionary<string, JsonElement>())
        {
            sections[section.Key] = section.Value;
        }

        sections[AwsProviderName.Value] = ToJson();
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
