using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Google.Wire;

namespace MultiBatch.Emulators.Google.Batch.Operations;

/// <summary>Long-running operations as replies have them.</summary>
internal static class OperationText
{
    private const string Types = "type.googleapis.com/";

    public static void Write(ReplyWriter writer, OperationEntry operation)
    {
        var json = writer.Json;
        var version = operation.IsAlpha ? "v1alpha" : "v1";
        json.WriteStartObject();
        json.WriteString("name", operation.Name);
        json.WriteStartObject("metadata");
        json.WriteString("@type", $"{Types}google.cloud.batch.{version}.OperationMetadata");
        writer.Time("createTime", operation.CreatedAt);
        writer.Time("endTime", operation.EndedAt);
        json.WriteString("target", operation.Target);
        json.WriteString("verb", operation.Verb);
        json.WriteBoolean("requestedCancellation", operation.IsCancellationAsked);
        json.WriteString("apiVersion", version);
        json.WriteEndObject();
        json.WriteBoolean("done", operation.EndedAt is not null);
        if (operation.EndedAt is not null)
        {
            json.WriteStartObject("response");
            json.WriteString("@type", operation.Verb == "delete" ? Types + "google.protobuf.Empty" : $"{Types}google.cloud.batch.{version}.CancelJobResponse");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
