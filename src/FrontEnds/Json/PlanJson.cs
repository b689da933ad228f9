using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Reporting;
using MultiBatch.Planning;
using MultiBatch.Serialization;

namespace MultiBatch.FrontEnds.Json;

/// <summary>The JSON form of a plan.</summary>
internal static class PlanJson
{
    /// <param name="plan">The plan.</param>
    /// <param name="native">True to have the native requests in it.</param>
    /// <param name="estimate">What it would cost; null to leave that out.</param>
    public static string Write(JobPlan plan, bool native, CostComparison? estimate) => ResultJson.Object(json =>
    {
        json.WriteString("provider", plan.Provider);
        json.WriteString("submissionId", plan.SubmissionId.ToString());
        json.WriteBoolean("accepted", plan.IsAccepted);
        json.WriteBoolean("held", plan.IsHeld);
        ResultJson.WriteIfSet(json, "heldReason", plan.HeldReason);
        json.WriteBoolean("usesNative", plan.UsesNative);
        ResultJson.WriteRaw(json, "spec", BatchJson.Write(plan.Resolved));
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
                    ResultJson.WriteRaw(json, "body", request.Body);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (estimate is not null)
        {
            ResultJson.WriteRaw(json, "estimate", EstimateJson.Write(plan.Resolved.Name, estimate));
        }
    });
}
