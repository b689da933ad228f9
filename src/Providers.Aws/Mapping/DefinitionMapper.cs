using System.Text.Json;
using MultiBatch.Definitions;
using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>Native revisions as ours. Pure.</summary>
internal static class DefinitionMapper
{
    public const string Active = "ACTIVE";

    public static JobDefinition Map(JobDefinitionDetail definition, JsonElement? native) => new()
    {
        Name = definition.JobDefinitionName ?? string.Empty,
        Revision = definition.Revision ?? 1,
        Job = SpecArchive.Read(definition.Parameters) ?? SpecMapper.From(definition),
        IsActive = definition.Status == Active,
        Labels = AwsTags.WithoutOurs(definition.Tags) is { Count: > 0 } labels ? labels : null,
        ContentHash = definition.Tags is not null && definition.Tags.TryGetValue(AwsTags.ContentHash, out var hash) ? hash : null,
        NativeId = definition.JobDefinitionArn,
        Native = native,
    };
}
