using MultiBatch.Planning;

namespace MultiBatch.Resources;

/// <summary>A plan of an environment or a queue, and which kind of error its rejections are.</summary>
internal sealed class PlannedResource<TSpec>(TSpec spec, ResourcePlan plan, bool isInvalid)
{
    /// <summary>What the provider is sent: sections of other providers left out.</summary>
    public TSpec Spec { get; } = spec;

    public ResourcePlan Plan { get; } = plan;

    /// <exception cref="BatchException">A field is rejected; names every one.</exception>
    public void ThrowIfRejected(string what, string provider)
    {
        var rejected = Plan.Dispositions.Where(disposition => disposition.Kind == DispositionKind.Rejected).ToList();
        if (rejected.Count > 0)
        {
            throw new BatchException(
                isInvalid ? BatchErrorCode.InvalidSpec : BatchErrorCode.Unsupported,
                $"The {what} is refused by {provider}: {string.Join("; ", rejected.Select(Describe))}.")
            {
                Resource = rejected[0].Pointer,
                Provider = provider,
            };
        }
    }

    private static string Describe(FieldDisposition disposition)
    {
        var text = $"{disposition.Pointer}: {disposition.Detail}";
        text += disposition.Alternative is null ? string.Empty : $" ({disposition.Alternative})";
        return disposition.Source is null ? text : $"{text} [{disposition.Source}]";
    }
}
