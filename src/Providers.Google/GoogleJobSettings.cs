using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Google;

/// <summary>
/// What only Google Cloud Batch knows of a job, as the section <c>google</c> of <see cref="JobSpec.Native"/>. Everything is optional. The keys of the section
/// are the names of the members in camel case; an unknown one is refused. Those of machines and places may stand on an environment too.
/// </summary>
public sealed record GoogleJobSettings
{
    /// <summary>Where machines may stand: the connection's region as <c>regions/R</c>, or zones of it as <c>zones/R-a</c>. Default: the region.</summary>
    public IReadOnlyList<string>? AllowedLocations { get; init; }

    /// <summary>An instance template to make machines from, in place of all that is said of them. Default: none.</summary>
    public string? InstanceTemplate { get; init; }

    /// <summary>The oldest CPU platform, as <c>Intel Cascade Lake</c>. Default: any.</summary>
    public string? MinCpuPlatform { get; init; }

    /// <summary>A reservation of machines. Default: none.</summary>
    public string? Reservation { get; init; }

    /// <summary>The version of the GPU drivers. Default: the service's choice.</summary>
    public string? GpuDriverVersion { get; init; }

    /// <summary>Whether GPU drivers are installed. Default: true for a job that asks for GPUs.</summary>
    public bool? InstallGpuDrivers { get; init; }

    /// <summary>Whether the Ops Agent is installed. Default: the service's, false.</summary>
    public bool? InstallOpsAgent { get; init; }

    /// <summary>Whether the project's SSH keys are kept off the machines. Default: the service's, false.</summary>
    public bool? BlockProjectSshKeys { get; init; }

    /// <summary>Network tags of the machines. Default: none.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Access scopes of the service account. Default: the service's.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>How machines stand to each other, as the API has it: <c>{"collocation":"COLLOCATED"}</c>. Default: any way.</summary>
    public JsonElement? Placement { get; init; }

    /// <summary><c>AS_SOON_AS_POSSIBLE</c> or <c>IN_ORDER</c>, one task at a time. Default: the service's.</summary>
    public string? SchedulingPolicy { get; init; }

    /// <summary>The most tasks on a machine at the same time. Default: as many as it holds.</summary>
    public int? TaskCountPerNode { get; init; }

    /// <summary>Whether tasks find a file of the job's hosts. Default: the service's, false.</summary>
    public bool? RequireHostsFile { get; init; }

    /// <summary>Whether tasks may reach each other by SSH. Default: the service's, false.</summary>
    public bool? PermissiveSsh { get; init; }

    /// <summary>Whether tasks run as another user than root. Default: the service's, false.</summary>
    public bool? RunAsNonRoot { get; init; }

    /// <summary>
    /// Members of <c>container</c> that have no portable field, as the API has them: <c>options</c>, <c>blockExternalNetwork</c>, <c>username</c>,
    /// <c>password</c> (the name of a secret), <c>enableImageStreaming</c>. Default: none.
    /// </summary>
    public JsonElement? Container { get; init; }

    /// <summary>Messages to Pub/Sub when states change, as the API has them. Default: none.</summary>
    public JsonElement? Notifications { get; init; }

    /// <summary>Where the output goes, as the API has it. Default: Cloud Logging, or the connection's path.</summary>
    public JsonElement? LogsPolicy { get; init; }

    /// <summary>These settings as JSON.</summary>
    public JsonElement ToJson()
    {
        var section = new JsonObject();
        Add(section, "allowedLocations", Texts(AllowedLocations));
        Add(section, "instanceTemplate", InstanceTemplate);
        Add(section, "minCpuPlatform", MinCpuPlatform);
        Add(section, "reservation", Reservation);
        Add(section, "gpuDriverVersion", GpuDriverVersion);
        Add(section, "installGpuDrivers", InstallGpuDrivers);
        Add(section, "installOpsAgent", InstallOpsAgent);
        Add(section, "blockProjectSshKeys", BlockProjectSshKeys);
        Add(section, "tags", Texts(Tags));
        Add(section, "scopes", Texts(Scopes));
        Add(section, "placement", Node(Placement));
        Add(section, "schedulingPolicy", SchedulingPolicy);
        Add(section, "taskCountPerNode", TaskCountPerNode);
        Add(section, "requireHostsFile", RequireHostsFile);
        Add(section, "permissiveSsh", PermissiveSsh);
        Add(section, "runAsNonRoot", RunAsNonRoot);
        Add(section, "container", Node(Container));
        Add(section, "notifications", Node(Notifications));
        Add(section, "logsPolicy", Node(LogsPolicy));
        using var document = JsonDocument.Parse(section.ToJsonString());
        return document.RootElement.Clone();
    }

    /// <summary>A spec with these settings in its section <c>google</c>, in place of what was there; sections of other providers are kept.</summary>
    /// <param name="spec">The spec.</param>
    public JobSpec AddTo(JobSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);

        var sections = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var section in spec.Native ?? new Dictionary<string, JsonElement>())
        {
            sections[section.Key] = section.Value;
        }

        sections[GoogleProviderName.Value] = ToJson();
        return spec with { Native = sections };
    }

    private static void Add(JsonObject section, string name, JsonNode? value)
    {
        if (value is not null)
        {
            section[name] = value;
        }
    }

    private static JsonArray? Texts(IReadOnlyList<string>? texts) => texts is null ? null : new JsonArray([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    private static JsonNode? Node(JsonElement? element) => element is { } value ? JsonNode.Parse(value.GetRawText()) : null;
}
