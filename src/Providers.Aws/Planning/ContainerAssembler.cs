using System.Security.Cryptography;
using System.Text.Json;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>Native definitions from drafts. Jobs run from definitions named by a hash of their content: equal jobs share one.</summary>
internal static class ContainerAssembler
{
    private const string NamePrefix = "multibatch-";
    private const int HashLength = 40;

    public static bool IsOurs(string definitionName) =>
        definitionName.Length == NamePrefix.Length + HashLength && definitionName.StartsWith(NamePrefix, StringComparison.Ordinal);

    public static ContainerProperties Container(
        JobDraft draft, AwsBatchOptions options, IReadOnlyList<string>? command, IReadOnlyList<EnvironmentVariable>? environment)
    {
        var native = draft.Native.Container ?? new ContainerProperties();
        return native with
        {
            Image = draft.Image,
            Command = command,
            Environment = environment is { Count: > 0 } ? environment : null,
            JobRoleArn = draft.JobRole,
            ExecutionRoleArn = draft.ExecutionRole,
            Secrets = draft.Secrets.Count > 0 ? draft.Secrets : null,
            Volumes = Join(draft.Volumes, native.Volumes),
            MountPoints = Join(draft.MountPoints, native.MountPoints),
            ResourceRequirements = draft.Resources,
            EphemeralStorage = draft.EphemeralStorage,
            RuntimePlatform = native.RuntimePlatform ?? draft.RuntimePlatform,
            LogConfiguration = native.LogConfiguration ?? (options.LogGroup is { } group
                ? new LogConfiguration { LogDriver = "awslogs", Options = new Dictionary<string, string> { ["awslogs-group"] = group } }
                : null),
        };
    }

    /// <summary>A definition of that content, under the name that is its hash.</summary>
    public static RegisterJobDefinitionRequest ByContent(JobDraft draft, ContainerProperties container)
    {
        var definition = new RegisterJobDefinitionRequest
        {
            JobDefinitionName = string.Empty,
            Type = "container",
            ContainerProperties = container,
            ConsumableResourceProperties = draft.Native.ConsumableResources,
            PlatformCapabilities = [draft.Platform == Platform.Fargate ? "FARGATE" : "EC2"],
        };
        return definition with { JobDefinitionName = NamePrefix + Hash(definition) };
    }

    public static string Hash(RegisterJobDefinitionRequest definition)
    {
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(definition, BatchWireJson.Instance.RegisterJobDefinitionRequest));
        return Convert.ToHexString(hash).ToLowerInvariant().Substring(0, HashLength);
    }

    private static IReadOnlyList<T>? Join<T>(List<T> own, IReadOnlyList<T>? native) =>
        native is { Count: > 0 } ? [.. own, .. native] : own.Count > 0 ? own : null;
}
