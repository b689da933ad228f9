using System.Text.Json;
using System.Text.Json.Serialization;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Environments;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>
/// The section <c>aws</c> of an environment's native settings: <c>serviceRole</c> and <c>computeResources</c>, with the members of the API.
/// What is set there is added; what has a portable field is not overridden.
/// </summary>
internal sealed class NativeResources
{
    private static readonly BatchWireJson Strict = new(new JsonSerializerOptions(WireJsonOptions.Create())
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    });

    public string? Problem { get; private init; }

    public string? ServiceRole { get; private init; }

    public ComputeResource? Resources { get; private init; }

    public static NativeResources Read(IReadOnlyDictionary<string, JsonElement>? native)
    {
        if (native is null || !native.TryGetValue(AwsProviderName.Value, out var section))
        {
            return new NativeResources();
        }

        if (section.ValueKind != JsonValueKind.Object)
        {
            return new NativeResources { Problem = "it must be an object" };
        }

        foreach (var property in section.EnumerateObject())
        {
            if (property.Name is not ("serviceRole" or "computeResources"))
            {
                return new NativeResources { Problem = $"it has no key '{property.Name}'; it has serviceRole, computeResources" };
            }
        }

        try
        {
            return new NativeResources
            {
                ServiceRole = section.TryGetProperty("serviceRole", out var role) ? role.GetString() : null,
                Resources = section.TryGetProperty("computeResources", out var resources) ? resources.Deserialize(Strict.ComputeResource) : null,
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return new NativeResources { Problem = $"it cannot be read: {error.Message.Split('.')[0]}" };
        }
    }

    /// <summary>The portable resources with what only the section says.</summary>
    public ComputeResource Merge(ComputeResource own) => Resources is not { } native ? own : native with
    {
        Type = own.Type,
        MaxvCpus = own.MaxvCpus,
        MinvCpus = own.MinvCpus,
        InstanceTypes = own.InstanceTypes ?? native.InstanceTypes,
        Subnets = own.Subnets ?? native.Subnets,
        SecurityGroupIds = own.SecurityGroupIds ?? native.SecurityGroupIds,
        InstanceRole = own.InstanceRole ?? native.InstanceRole,
        Ec2Configuration = own.Ec2Configuration ?? native.Ec2Configuration,
        AllocationStrategy = native.AllocationStrategy ?? own.AllocationStrategy,
    };
}
