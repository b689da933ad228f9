using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MultiBatch.Cli.Output;

/// <summary>Writes JSON as YAML: the same members, the same values.</summary>
internal static class YamlText
{
    public static void Write(TextWriter output, JsonElement element)
    {
        var emitter = new Emitter(output);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Write(emitter, element);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
    }

    private static void Write(Emitter emitter, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, element.EnumerateObject().Any() ? MappingStyle.Block : MappingStyle.Flow));
                foreach (var property in element.EnumerateObject())
                {
                    Scalar(emitter, property.Name, isText: true);
                    Write(emitter, property.Value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonValueKind.Array:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, element.GetArrayLength() > 0 ? SequenceStyle.Block : SequenceStyle.Flow));
                foreach (var item in element.EnumerateArray())
                {
                    Write(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case JsonValueKind.String:
                Scalar(emitter, element.GetString()!, isText: true);
                break;
            default:
                Scalar(emitter, element.GetRawText(), isText: false);
                break;
        }
    }

    private static void Scalar(Emitter emitter, string value, bool isText)
    {
        // Text that a YAML reader would take for a number, a truth value or nothing is quoted.
        var style = isText && LooksTyped(value) ? ScalarStyle.DoubleQuoted
            : value.Contains('\n') ? ScalarStyle.Literal
            : ScalarStyle.Any;
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, value, style, isPlainImplicit: true, isQuotedImplicit: true));
    }

    private static bool LooksTyped(string value) =>
        value.Length == 0
        || value is "null" or "Null" or "NULL" or "~" or "true" or "True" or "TRUE" or "false" or "False" or "FALSE"
        || value.ToLowerInvariant() is "yes" or "no" or "on" or "off" or "y" or "n"
        || char.IsAsciiDigit(value[0])
        || (value.Length > 1 && value[0] is '-' or '+' or '.' && (char.IsAsciiDigit(value[1]) || value[1] == '.'));
}
