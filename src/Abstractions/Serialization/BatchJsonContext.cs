using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Queues;

namespace MultiBatch.Serialization;

/// <summary>Source-generated metadata of the models: no reflection when they are written or read.</summary>
[JsonSerializable(typeof(JobSpec))]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(JobQuery))]
[JsonSerializable(typeof(JobDefinition))]
[JsonSerializable(typeof(JobDefinitionSpec))]
[JsonSerializable(typeof(ComputeEnvironment))]
[JsonSerializable(typeof(ComputeEnvironmentSpec))]
[JsonSerializable(typeof(JobQueue))]
[JsonSerializable(typeof(JobQueueSpec))]
[JsonSerializable(typeof(FieldDisposition))]
internal sealed partial class BatchJsonContext : JsonSerializerContext
{
    internal static BatchJsonContext Compact { get; } = new(CreateOptions(indented: false));

    internal static BatchJsonContext Indented { get; } = new(CreateOptions(indented: true));

    internal static JsonSerializerOptions CreateOptions(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            WriteIndented = indented,
            // The text goes to terminals and files, never into HTML: plain characters stay readable.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new DurationConverter());
        options.Converters.Add(new ByteSizeConverter());
        options.Converters.Add(new TextConverter<JobReference>(Jobs.JobReference.Parse));
        options.Converters.Add(new TextConverter<JobDefinitionReference>(Definitions.JobDefinitionReference.Parse));
        options.Converters.Add(new TextConverter<SecretReference>(text => new SecretReference(text)));
        options.Converters.Add(new TextConverter<Purchase>(Jobs.Purchase.Parse));
        options.Converters.Add(new StateCountsConverter());
        foreach (var converter in EnumText.Converters)
        {
            options.Converters.Add(converter);
        }

        return options;
    }
}
