using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Rules;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Operations;

/// <summary>Tags of environments, queues, definitions, policies and jobs.</summary>
internal sealed class TagOperations
{
    private readonly BatchContext _context;

    public TagOperations(BatchContext context) => _context = context;

    public JsonObject Tag(string arn, JsonObject request)
    {
        var tags = _context.State.TagsOf(arn);
        var merged = new Dictionary<string, string>(tags, StringComparer.Ordinal);
        foreach (var (name, value) in request.Pairs("tags"))
        {
            merged[name] = value;
        }

        BatchRules.CheckTags(merged);
        foreach (var (name, value) in merged)
        {
            tags[name] = value;
        }

        return [];
    }

    public JsonObject Untag(string arn, string query)
    {
        var tags = _context.State.TagsOf(arn);
        var keys = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Where(pair => pair[0] == "tagKeys" && pair.Length == 2)
            .Select(pair => Uri.UnescapeDataString(pair[1])).ToList();
        if (keys.Count == 0)
        {
            throw AwsException.OfClient("tagKeys must not be null");
        }

        keys.ForEach(key => tags.Remove(key));
        return [];
    }

    public JsonObject List(string arn) => new() { ["tags"] = _context.State.TagsOf(arn).ToJson() };
}
