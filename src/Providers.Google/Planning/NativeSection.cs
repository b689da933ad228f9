using System.Text.Json;
using System.Text.RegularExpressions;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>
/// The section <c>google</c> of a job's or an environment's native settings. What has a portable field is refused here: two places for one thing would have
/// to disagree some day.
/// </summary>
internal sealed class NativeSection
{
    private static readonly Dictionary<string, string> PortableMembers = new(StringComparer.Ordinal)
    {
        ["imageUri"] = "image",
        ["commands"] = "command",
        ["entrypoint"] = "command",
        ["volumes"] = "mounts",
    };

    private static readonly string[] PlaceKeys =
    [
        "allowedLocations", "instanceTemplate", "minCpuPlatform", "reservation", "gpuDriverVersion", "installGpuDrivers", "installOpsAgent", "blockProjectSshKeys",
        "placement", "tags", "scopes",
    ];

    private static readonly string[] JobKeys =
    [
        .. PlaceKeys, "schedulingPolicy", "taskCountPerNode", "requireHostsFile", "permissiveSsh", "runAsNonRoot", "container", "notifications", "logsPolicy",
    ];

    private static readonly Regex SecretName = new("^projects/[^/]+/secrets/[^/]+/versions/[^/]+$", RegexOptions.CultureInvariant);

    /// <summary>What is wrong with the section; null when nothing is.</summary>
    public string? Problem { get; private init; }

    public bool IsSet { get; private init; }

    public NativeSettings Settings { get; private init; } = new();

    /// <summary>Reads the section of a job.</summary>
    public static NativeSection OfJob(IReadOnlyDictionary<string, JsonElement>? native) => Read(native, JobKeys);

    /// <summary>Reads the section of an environment.</summary>
    public static NativeSection OfEnvironment(IReadOnlyDictionary<string, JsonElement>? native) => Read(native, PlaceKeys);

    private static NativeSection Read(IReadOnlyDictionary<string, JsonElement>? native, string[] keys)
    {
        if (native is null || !native.TryGetValue(GoogleProviderName.Value, out var section))
        {
            return new NativeSection();
        }

        if (section.ValueKind != JsonValueKind.Object)
        {
            return Wrong("it must be an object");
        }

        foreach (var property in section.EnumerateObject())
        {
            if (System.Array.IndexOf(keys, property.Name) < 0)
            {
                return Wrong($"it has no key '{property.Name}'; it has {string.Join(", ", keys)}");
            }
        }

        if (section.TryGetProperty("container", out var container) && container.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in container.EnumerateObject())
            {
                if (PortableMembers.TryGetValue(member.Name, out var field))
                {
                    return Wrong($"container.{member.Name} has a field of its own: write {field}");
                }
            }
        }

        try
        {
            return Check(section.Deserialize(NativeSettingsJson.Strict.NativeSettings) ?? new NativeSettings());
        }
        catch (JsonException error)
        {
            return Wrong($"{error.Path ?? "it"} cannot be read: {error.Message.Split('.')[0]}");
        }
    }

    private static NativeSection Check(NativeSettings settings) =>
        settings.Container?.Password is { } password && !SecretName.IsMatch(password)
            ? Wrong("container.password must be the name of a secret, as projects/p/secrets/s/versions/v, not a password")
        : settings.SchedulingPolicy is not (null or "AS_SOON_AS_POSSIBLE" or "IN_ORDER")
            ? Wrong($"schedulingPolicy is AS_SOON_AS_POSSIBLE or IN_ORDER, not '{settings.SchedulingPolicy}'")
        : new NativeSection { IsSet = true, Settings = settings };

    private static NativeSection Wrong(string problem) => new() { IsSet = true, Problem = problem };
}
