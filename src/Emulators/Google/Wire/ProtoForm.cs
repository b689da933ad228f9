using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Google.Wire;

/// <summary>The forms a message that was read can be given back in.</summary>
internal static class ProtoForm
{
    /// <summary>A copy without what the version does not have, with numbers for the words of enumerations where a client asks for them.</summary>
    public static JsonObject Of(JsonObject value, string message, bool isAlpha, bool isNumeric) => Of(value, MessageBook.Batch[message], isAlpha, isNumeric);

    private static JsonObject Of(JsonObject value, MessageType message, bool isAlpha, bool isNumeric)
    {
        var copy = new JsonObject();
        foreach (var (name, node) in value)
        {
            var field = message.Find(name, isAlpha: true)!;
            if (node is null || (field.IsAlpha && !isAlpha))
            {
                continue;
            }

            copy[name] = node switch
            {
                JsonArray items => new JsonArray([.. items.Select(item => ValueOf(field, item!, isAlpha, isNumeric))]),
                JsonObject pairs when field.IsMap => MapOf(field, pairs, isAlpha, isNumeric),
                _ => ValueOf(field, node, isAlpha, isNumeric),
            };
        }

        return copy;
    }

    private static JsonObject MapOf(MessageField field, JsonObject pairs, bool isAlpha, bool isNumeric)
    {
        var copy = new JsonObject();
        foreach (var (key, item) in pairs)
        {
            copy[key] = ValueOf(field, item!, isAlpha, isNumeric);
        }

        return copy;
    }

    private static JsonNode ValueOf(MessageField field, JsonNode value, bool isAlpha, bool isNumeric) => field.Kind switch
    {
        FieldKind.Message => Of((JsonObject)value, MessageBook.Batch[field.Message!], isAlpha, isNumeric),
        FieldKind.Word when isNumeric => JsonValue.Create(field.Words!.NumberOf(value.GetValue<string>())),
        _ => value.DeepClone(),
    };
}
