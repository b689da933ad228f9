using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Tags;

namespace MultiBatch.Providers.Aws.Resources;

/// <summary>Changes the labels of an environment or a queue: the service's updates do not touch tags.</summary>
internal sealed class TagChanger
{
    private readonly IAwsBatchWire _wire;

    public TagChanger(IAwsBatchWire wire) => _wire = wire;

    /// <summary>Makes the labels what is asked for; tags of ours stay.</summary>
    public async Task ChangeAsync(
        string arn, IReadOnlyDictionary<string, string>? current, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        var now = AwsTags.WithoutOurs(current);
        var gone = now.Keys.Where(key => !labels.ContainsKey(key)).ToList();
        if (gone.Count > 0)
        {
            await _wire.UntagResourceAsync(new UntagResourceRequest { ResourceArn = arn, TagKeys = gone }, cancellationToken).ConfigureAwait(false);
        }

        if (labels.Any(label => !now.TryGetValue(label.Key, out var value) || value != label.Value))
        {
            await _wire.TagResourceAsync(new TagResourceRequest { ResourceArn = arn, Tags = labels }, cancellationToken).ConfigureAwait(false);
        }
    }
}
