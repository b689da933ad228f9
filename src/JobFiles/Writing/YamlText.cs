using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MultiBatch.JobFiles.Writing;

/// <summary>Writes JSON as YAML that people like to read: short lists on one line, long texts as blocks, quotes only where they are needed.</summary>
internal static class YamlText
{
    private const int LongestFlowList = 100;

    private static readonly EmitterSettings Settings = new EmitterSettings().WithBestWidth(int.MaxValue).WithIndentedSequences();

    /// <param name="root">What to write.</param>
    /// <param name="isJobFile">Whether dependencies that only name a job are written as that name.</param>
    public static string Of(JsonElement root, bool isJobFile)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, root, key: null, isJobFile);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, JsonElement value, string? key, bool isJobFile)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                EmitMap(emitter, value, isJobFile);
                break;
            case JsonValueKind.Array when isJobFile && key == "dependsOn" && value.EnumerateArray().All(IsPlainDependency):
                EmitList(emitter, value.EnumerateArray().Select(dependency => dependency.GetProperty("job")).ToList(), isJobFile);
                break;
            case JsonValueKind.Array:
                EmitList(emitter, value.EnumerateArray().ToList(), isJobFile);
                break;
            case JsonValueKind.String:
                EmitText(emitter, value.GetString()!);
                break;
            default:
                // Numbers, true, false and null, as JSON writes them.
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, value.GetRawText(), ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));
                break;
        }
    }

    private static bool IsPlainDependency(JsonElement dependency) =>
        dependency.ValueKind == JsonValueKind.Object && dependency.TryGetProperty("job", out _) && dependency.EnumerateObject().Count() == 1;

    private static void EmitMap(Emitter emitter, JsonElement map, bool isJobFile)
    {
        var style = map.EnumerateObject().Any() ? MappingStyle.Block : MappingStyle.Flow;
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, style));
        foreach (var member in map.EnumerateObject())
        {
            EmitText(emitter, member.Name, isKey: true);
            // Native sections may have a key of this name with a meaning of its own.
            Emit(emitter, member.Value, member.Name, isJobFile && member.Name != "native");
        }

        emitter.Emit(new MappingEnd());
    }

    private static void EmitList(Emitter emitter, List<JsonElement> items, bool isJobFile)
    {
        var length = items.Sum(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? LongestFlowList + 1 : item.GetRawText().Length + 2);
        var isFlow = items.Count == 0
            || (length <= LongestFlowList && !items.Any(item => item.ValueKind == JsonValueKind.String && item.GetString()!.Contains('\n')));
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, isFlow ? SequenceStyle.Flow : SequenceStyle.Block));
        foreach (var item in items)
        {
            Emit(emitter, item, key: null, isJobFile);
        }

        emitter.Emit(new SequenceEnd());
    }

    private static void EmitText(Emitter emitter, string text, bool isKey = false)
    {
        var style = TextStyle.Of(text, isKey);
        emitter.Emit(new Scalar(
            AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: style == ScalarStyle.Plain, isQuotedImplicit: style != ScalarStyle.Plain));
    }
}
