using MultiBatch.Definitions;
using MultiBatch.JobFiles.Reading;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Fields;

/// <summary>The keys of <see cref="JobDefinitionSpec"/>.</summary>
internal static class DefinitionFields
{
    public static ObjectReader<JobDefinitionSpec> Reader { get; } = new("a definition", new JobDefinitionSpec { Name = string.Empty, Job = new JobSpec() },
    [
        Field<JobDefinitionSpec>.Of(
            "name",
            Scalars.Parsed(
                "the name of a definition",
                "1 to 128 letters, digits, hyphens and underscores, without a revision",
                text => JobDefinitionReference.TryParse(text, out var reference) && reference!.Revision is null ? reference.Name : null),
            (spec, value) => spec with { Name = value },
            isRequired: true),
        Field<JobDefinitionSpec>.Of("job", JobFields.Template, (spec, value) => spec with { Job = value }, isRequired: true),
        Field<JobDefinitionSpec>.Of("labels", SharedFields.Labels, (spec, value) => spec with { Labels = value }),
    ]);
}
