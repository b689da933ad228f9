using System.Security.Cryptography;
using System.Text.Json;
using MultiBatch.Definitions;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>
/// Translates definitions. The native one is complete, so that the vendor's tools can submit from it; the portable template travels in it as a
/// parameter, because the service has no field for much of it.
/// </summary>
internal static class DefinitionPlanner
{
    /// <exception cref="BatchException">A field of the template can never be had; it is named.</exception>
    public static RegisterJobDefinitionRequest Translate(JobDefinitionSpec spec, AwsBatchOptions options)
    {
        var job = spec.Job;
        var native = NativeSection.Read(job);
        var facts = new PlanFacts { Options = options, IsOffline = true };
        var list = new DispositionList(job);
        var draft = new JobDraft { Native = native, Platform = facts.PlatformFor(native), Image = job.Image };
        IdentityFields.Plan(job, facts, draft, list);
        ResourceFields.Plan(job, facts, draft, list);
        MountFields.Plan(job, draft, list);
        SecretFields.Plan(job, facts, draft, list);
        PolicyFields.Plan(job, facts, job.Script is not null, draft, list);
        if (job.Image is null)
        {
            list.Add(FieldDisposition.Rejected(SpecPointers.Image, "a definition of this service names its image", "name it here; jobs may name another one", AwsSources.RegisterJobDefinition));
        }

        if (native.Problem is { } problem)
        {
            list.Add(FieldDisposition.Rejected("/native/aws", problem));
        }

        // What is still open needs the queue or the whole job; the plan of the job judges it.
        var rejected = list.Complete(AwsProviderName.Value).Where(disposition => list.IsDecided(disposition.Pointer) && disposition.Kind == DispositionKind.Rejected && !IsLeftOver(disposition)).ToList();
        if (rejected.Count > 0)
        {
            throw new BatchException(BatchErrorCode.InvalidSpec, $"The definition '{spec.Name}' cannot be registered: {string.Join("; ", rejected)}.")
            {
                Provider = AwsProviderName.Value, Resource = rejected[0].Pointer,
            };
        }

        var request = new RegisterJobDefinitionRequest
        {
            JobDefinitionName = spec.Name,
            Type = "container",
            Parameters = Parameters(spec),
            ContainerProperties = ContainerAssembler.Container(
                draft, options, job.Script is { } script ? new Prelude().ForScript(script) : job.Command,
                (job.Env ?? new Dictionary<string, string>()).Select(pair => new EnvironmentVariable { Name = pair.Key, Value = pair.Value }).ToList()),
            RetryStrategy = draft.Retries,
            Timeout = draft.TimeoutSeconds is { } seconds ? new JobTimeout { AttemptDurationSeconds = seconds } : null,
            PropagateTags = native.PropagateTags,
            PlatformCapabilities = [draft.Platform == Platform.Fargate ? "FARGATE" : "EC2"],
            Tags = Tags(spec),
        };
        var length = JsonSerializer.SerializeToUtf8Bytes(request, BatchWireJson.Instance.RegisterJobDefinitionRequest).Length;
        return length <= AwsLimits.LargestDefinition ? request : throw new BatchException(
            BatchErrorCode.InvalidSpec, $"The definition '{spec.Name}' would have {length} bytes; the service takes {AwsLimits.LargestDefinition} ({AwsSources.Limits}).")
        {
            Provider = AwsProviderName.Value, Resource = TaskFields.LargestOf(job),
        };
    }

    /// <summary>The hash by which an equal registration is recognised.</summary>
    public static string HashOf(JobDefinitionSpec spec)
    {
        var text = new List<byte>(BatchJson.WriteUtf8(spec.Job));
        foreach (var label in (spec.Labels ?? new Dictionary<string, string>()).OrderBy(label => label.Key, StringComparer.Ordinal))
        {
            text.AddRange(System.Text.Encoding.UTF8.GetBytes("\n" + label.Key + "=" + label.Value));
        }

        return Convert.ToHexString(SHA256.HashData(text.ToArray())).ToLowerInvariant();
    }

    private static bool IsLeftOver(FieldDisposition disposition) => disposition.Detail?.EndsWith("provider does not know this field", StringComparison.Ordinal) == true;

    private static Dictionary<string, string> Parameters(JobDefinitionSpec spec)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in spec.Job.Parameters ?? new Dictionary<string, string>())
        {
            parameters[parameter.Key] = parameter.Value;
        }

        parameters[AwsParameters.Spec] = SpecArchive.Write(spec.Job);
        return parameters;
    }

    private static Dictionary<string, string> Tags(JobDefinitionSpec spec)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var label in spec.Labels ?? new Dictionary<string, string>())
        {
            tags[label.Key] = label.Value;
        }

        tags[AwsTags.ContentHash] = HashOf(spec);
        return tags;
    }
}
