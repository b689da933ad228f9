using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>
/// How a job is put together natively: one job, one native array, or parts of either. It is fixed at the submit and can be read from any part.
/// </summary>
internal sealed record JobShape
{
    /// <summary>A single job.</summary>
    public static JobShape Single { get; } = new();

    /// <summary>The number of children; null for a single job.</summary>
    public int? Size { get; init; }

    /// <summary>The children each native job holds; 1 when each is a plain job.</summary>
    public int PartSize { get; init; } = 1;

    /// <summary>How many native jobs there are.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>
    /// The indexes that the tasks of the children see, when only some children of an array run; null when they are 0 to <see cref="Size"/> - 1.
    /// </summary>
    public IReadOnlyList<int>? Indexes { get; init; }

    public bool IsArray => Size is not null;

    /// <summary>The number of children in a part.</summary>
    public int SizeOfPart(int part) => Size is not { } size ? 1 : Math.Min(PartSize, size - (part * PartSize));

    /// <summary>Whether a part is a native array; one child alone is a plain job, as the service has no arrays of one.</summary>
    public bool IsNativeArray(int part) => SizeOfPart(part) > 1;

    /// <summary>The part and the place in it of a child; null when there is no such child.</summary>
    public (int Part, int? NativeIndex)? Find(int index)
    {
        if (Size is not { } size || index < 0 || index >= size)
        {
            return null;
        }

        var part = index / PartSize;
        return (part, IsNativeArray(part) ? index % PartSize : null);
    }

    /// <summary>The shape that a description of a native job, of any part, tells of.</summary>
    public static JobShape Of(JobDetail job)
    {
        var native = job.ArrayProperties?.Index is null ? job.ArrayProperties?.Size : null;
        var tagged = Tag(job, AwsTags.Array) is { } text && int.TryParse(text, out var number) && number > 0 ? number : (int?)null;
        if ((tagged ?? native) is not { } size)
        {
            return Single;
        }

        var part = JobPart.Parse(Tag(job, AwsTags.Part));
        var indexes = job.Parameters is not null && job.Parameters.TryGetValue(AwsParameters.Indexes, out var list) ? IndexText.Parse(list) : null;
        return new JobShape
        {
            Size = size,
            PartSize = part?.Size ?? size,
            Parts = part?.Count ?? 1,
            Indexes = indexes?.Count == size ? indexes : null,
        };
    }

    private static string? Tag(JobDetail job, string name) => job.Tags is not null && job.Tags.TryGetValue(name, out var value) ? value : null;
}
