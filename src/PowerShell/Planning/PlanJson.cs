using System.Text.Encodings.Web;
using System.Text.Json;
using MultiBatch.Costs.Reporting;
using MultiBatch.Planning;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Planning;

/// <summary>The JSON form of a plan.</summary>
internal static class PlanJson
{
    public static string Write(JobPlan plan, bool native, BatchEstimate? estimate)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("provider", plan.Provider);
            json.WriteString("submissionId", plan.SubmissionId.ToString());
            json.WriteBoolean("accepted", plan.IsAccepted);
            json.WriteBoolean("held", plan.IsHeld);
            if (plan.HeldReason is not null)
            {
                json.WriteString("heldReason", plan.HeldReason);
            }

            json.WriteBoolean("usesNative", plan.UsesNative);
            json.WritePropertyName("spec");
            json.WriteRawValue(BatchJson.Write(plan.Resolved));
            json.WriteStartArray("dispositions");
            foreach (var disposition in plan.Dispositions)
            {
                json.WriteRawValue(BatchJson.Write(disposition));
            }

            json.WriteEndArray();
            if (native)
            {
                json.WriteStartArray("nativeRequests");
                foreach (var request in plan.GetNativeRequests())
                {
                    json.WriteStartObject();
                    json.WriteString("operation", request.Operation);
                    if (request.Body is not null)
                    {
                        json.WritePropertyName("body");
                        json.WriteRawValue(request.Body);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            if (estimate is not null)
            {
                json.WritePropertyName("estimate");
                json.WriteRawValue(EstimateJson.Write(plan.Resolved.Name, estimate.Comparison));
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
