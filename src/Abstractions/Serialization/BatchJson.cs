using System.Text.Json;
using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Queues;

namespace MultiBatch.Serialization;

/// <summary>
/// The stable JSON form of the models: camel case, enumerations as text, durations as <c>1h30m</c>, sizes as <c>16GiB</c>, times in RFC 3339,
/// references as their string, null left out. Unknown members are refused when a spec is read and ignored when a result is.
/// </summary>
public static class BatchJson
{
    /// <summary>Writes a job spec.</summary>
    public static string Write(JobSpec spec, bool indented = false) => JsonSerializer.Serialize(spec, Context(indented).JobSpec);

    /// <summary>Writes a job.</summary>
    public static string Write(Job job, bool indented = false) => JsonSerializer.Serialize(job, Context(indented).Job);

    /// <summary>Writes an environment.</summary>
    public static string Write(ComputeEnvironment environment, bool indented = false) =>
        JsonSerializer.Serialize(environment, Context(indented).ComputeEnvironment);

    /// <summary>Writes a queue.</summary>
    public static string Write(JobQueue queue, bool indented = false) => JsonSerializer.Serialize(queue, Context(indented).JobQueue);

    /// <summary>Writes a job definition.</summary>
    public static string Write(JobDefinition definition, bool indented = false) =>
        JsonSerializer.Serialize(definition, Context(indented).JobDefinition);

    /// <summary>Writes a disposition.</summary>
    public static string Write(FieldDisposition disposition) => JsonSerializer.Serialize(disposition, BatchJsonContext.Compact.FieldDisposition);

    /// <summary>Writes a job spec as UTF-8.</summary>
    public static byte[] WriteUtf8(JobSpec spec) => JsonSerializer.SerializeToUtf8Bytes(spec, BatchJsonContext.Compact.JobSpec);

    /// <summary>Writes a job definition as UTF-8.</summary>
    public static byte[] WriteUtf8(JobDefinition definition) => JsonSerializer.SerializeToUtf8Bytes(definition, BatchJsonContext.Compact.JobDefinition);

    /// <summary>Reads a job spec.</summary>
    /// <exception cref="JsonException">The text is no JSON, has an unknown member or a value of another kind.</exception>
    public static JobSpec ReadJobSpec(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, BatchJsonContext.Compact.JobSpec) ?? throw new JsonException("null is no job spec.");

    /// <summary>Reads a job definition.</summary>
    /// <exception cref="JsonException">The text is no JSON or has a value of another kind.</exception>
    public static JobDefinition ReadJobDefinition(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, BatchJsonContext.Compact.JobDefinition) ?? throw new JsonException("null is no job definition.");

    /// <summary>Reads a job.</summary>
    /// <exception cref="JsonException">The text is no JSON or has a value of another kind.</exception>
    public static Job ReadJob(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, BatchJsonContext.Compact.Job) ?? throw new JsonException("null is no job.");

    /// <summary>The converters and rules of this form, for a serializer context of one's own.</summary>
    /// <param name="indented">Whether to write line by line.</param>
    public static JsonSerializerOptions CreateOptions(bool indented = false) => BatchJsonContext.CreateOptions(indented);

    private static BatchJsonContext Context(bool indented) => indented ? BatchJsonContext.Indented : BatchJsonContext.Compact;
}
