using System.Text.Encodings.Web;
using System.Text.Json;
using MultiBatch.Cli.Commands.Costs;
using MultiBatch.Cli.Output;
using MultiBatch.Planning;
using MultiBatch.Serialization;

namespace MultiBatch.Cli.Commands.Submitting;

/// <summary>Shows plans.</summary>
internal static class PlanOutput
{
    public static void Write(CommandContext context, IReadOnlyList<JobPlan> plans, bool native, IReadOnlyList<PlanEstimate?> estimates)
    {
        if (!context.IsTable)
        {
            JsonOutput.Write(context.Host, context.Format, plans.Count == 1 ? ToJson(plans[0], native, estimates[0]) : "[" + string.Join(',', plans.Zip(estimates, (plan, estimate) => ToJson(plan, native, estimate))) + "]");
            return;
        }

        foreach (var (plan, estimate) in plans.Zip(estimates))
        {
            WriteTable(context, plan, native, estimate);
        }
    }

    /// <summary>The dispositions of a plan, counted: <c>13 honored, 1 rounded</c>.</summary>
    public static string Summary(JobPlan plan) => Summary([plan]);

    /// <summary>The dispositions of plans, counted together.</summary>
    public static string Summary(IEnumerable<JobPlan> plans) => string.Join(", ", plans
        .SelectMany(plan => plan.Dispositions)
        .Where(disposition => disposition.Kind != DispositionKind.Defaulted)
        .GroupBy(disposition => disposition.Kind)
        .OrderBy(group => group.Key)
        .Select(group => $"{group.Count()} {EnumText.Format(group.Key)}"));

    private static void WriteTable(CommandContext context, JobPlan plan, bool native, PlanEstimate? estimate)
    {
        var host = context.Host;
        host.Out.WriteLine($"Job  {plan.Resolved.Name ?? "(no name)"}   provider {plan.Provider}   {Summary(plan)}");
        if (plan.IsHeld)
        {
            host.Out.WriteLine($"Held {plan.HeldReason}");
        }

        var columns = new Columns(host, "FIELD", "DISPOSITION", "VALUE", "WHY");
        foreach (var disposition in plan.Dispositions.OrderByDescending(disposition => disposition.Kind == DispositionKind.Rejected).ThenBy(disposition => disposition.Pointer, StringComparer.Ordinal))
        {
            var value = disposition.From is null ? disposition.To : $"{disposition.From} -> {disposition.To}";
            var why = disposition.Alternative is null ? disposition.Detail : $"{disposition.Detail}; instead: {disposition.Alternative}";
            columns.Add(disposition.Pointer, new Cell(EnumText.Format(disposition.Kind), CellColors.Of(disposition.Kind)), value, why);
        }

        columns.Complete("no field is set");
        foreach (var request in native ? plan.GetNativeRequests() : [])
        {
            host.Out.WriteLine();
            host.Out.WriteLine(request.Operation);
            host.Out.WriteLine(request.Body is null ? string.Empty : Indent(request.Body));
        }

        estimate?.WriteLine(host);
        host.Out.WriteLine(plan.IsAccepted ? "Would be submitted." : "Would not be submitted: a field is rejected.");
        host.Out.WriteLine();
    }

    private static string ToJson(JobPlan plan, bool native, PlanEstimate? estimate)
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
                json.WriteRawValue(estimate.ToJson());
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Indent(string body)
    {
        using var document = JsonDocument.Parse(body);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            document.RootElement.WriteTo(json);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
