using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Queues;
using MultiBatch.Serialization;

namespace MultiBatch.JobFiles.Writing;

/// <summary>The JSON of the specs that a job file holds, without reflection.</summary>
[JsonSerializable(typeof(JobSpec))]
[JsonSerializable(typeof(ComputeEnvironmentSpec))]
[JsonSerializable(typeof(JobQueueSpec))]
[JsonSerializable(typeof(JobDefinitionSpec))]
internal sealed partial class JobFileJson : JsonSerializerContext
{
    private static readonly JobFileJson Context = new(BatchJson.CreateOptions());

    /// <summary>The spec as an element.</summary>
    public static JsonElement Element<T>(T spec)
        where T : class => JsonSerializer.SerializeToElement(spec, (JsonTypeInfo<T>)Context.GetTypeInfo(typeof(T))!);
}
