using System.Text.Json;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Providers.Azure.Wire.Pools;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>
/// The section <c>azure</c> of an environment's native settings: <c>containers</c>, and members of a pool as the API has them that have no portable field.
/// </summary>
internal sealed class PoolSection
{
    private static readonly AzureWireJson Strict = new(new JsonSerializerOptions(WireJsonOptions.Create())
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    });

    private static readonly Dictionary<string, string> PortableMembers = new(StringComparer.Ordinal)
    {
        ["id"] = "name",
        ["vmSize"] = "machineTypes",
        ["metadata"] = "labels",
        ["enableAutoScale"] = "minVcpus and maxVcpus",
    };

    public static PoolSection None { get; } = new();

    /// <summary>What is wrong with the section; null when nothing is.</summary>
    public string? Problem { get; private init; }

    public bool IsSet { get; private init; }

    /// <summary>Whether the nodes run containers; null when nothing is said.</summary>
    public bool? Containers { get; private init; }

    /// <summary>The members; empty when there are none.</summary>
    public PoolAddRequest Pool { get; private init; } = new();

    public static PoolSection Read(IReadOnlyDictionary<string, JsonElement>? native)
    {
        if (native is null || !native.TryGetValue(AzureProviderName.Value, out var section))
        {
            return None;
        }

        if (section.ValueKind != JsonValueKind.Object)
        {
            return Wrong("it must be an object");
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        bool? containers = null;
        foreach (var member in section.EnumerateObject())
        {
            if (member.Name == "containers")
            {
                if (member.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                {
                    return Wrong("containers is true or false");
                }

                containers = member.Value.GetBoolean();
            }
            else if (PortableMembers.TryGetValue(member.Name, out var field))
            {
                return Wrong($"{member.Name} has a field of its own: write {field}");
            }
            else
            {
                members[member.Name] = member.Value;
            }
        }

        try
        {
            var pool = JsonSerializer.SerializeToElement(members, NativeJson.Default.DictionaryStringJsonElement).Deserialize(Strict.PoolAddRequest)!;
            return pool.VirtualMachineConfiguration?.ImageReference is not null
                ? Wrong("virtualMachineConfiguration.imageReference has a field of its own: write machineImage")
                : new PoolSection { IsSet = true, Containers = containers ?? (pool.VirtualMachineConfiguration?.ContainerConfiguration is not null ? true : null), Pool = pool };
        }
        catch (JsonException error)
        {
            return Wrong($"{error.Path ?? "it"} cannot be read: {error.Message.Split('.')[0]}");
        }
    }

    private static PoolSection Wrong(string problem) => new() { IsSet = true, Problem = problem };
}
