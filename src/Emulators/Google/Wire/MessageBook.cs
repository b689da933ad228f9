using System.Reflection;

namespace MultiBatch.Emulators.Google.Wire;

/// <summary>
/// The messages of the API, read from a text. <c>enum NAME WORD …</c> is an enumeration; <c>message NAME</c> begins a message, the lines below it that
/// begin with a blank are its fields: a name and a kind (<c>text</c>, <c>bool</c>, <c>int32</c>, <c>int64</c>, <c>number</c>, <c>duration</c>, <c>time</c>,
/// or the name of an enumeration or message), <c>list</c> or <c>map</c> before the kind, <c>/GROUP</c> after it for one of a group. After a name, <c>^</c>
/// marks what only the service sets, <c>~</c> what only v1alpha has.
/// </summary>
internal sealed class MessageBook
{
    private readonly Dictionary<string, EnumType> _enums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MessageType> _messages = new(StringComparer.Ordinal);

    private MessageBook()
    {
    }

    /// <summary>The one of Batch and of what of Cloud Logging goes with it.</summary>
    public static MessageBook Batch { get; } = Load("google-batch.messages");

    public MessageType this[string name] => _messages[name];

    public EnumType Enum(string name) => _enums[name];

    public static MessageBook Parse(string text)
    {
        var book = new MessageBook();
        MessageType? message = null;
        var messages = new HashSet<string>(text.Split('\n').Where(line => line.StartsWith("message ", StringComparison.Ordinal)).Select(line => line["message ".Length..].Trim()));
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line[0] == ' ')
            {
                message!.Add(book.FieldOf(words, messages));
            }
            else if (words[0] == "enum")
            {
                book._enums.Add(words[1], new EnumType(words[1], words[2..]));
            }
            else
            {
                message = new MessageType { Name = words[1] };
                book._messages.Add(message.Name, message);
            }
        }

        return book;
    }

    private static MessageBook Load(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"There is no resource '{resource}'.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    private MessageField FieldOf(string[] words, HashSet<string> messages)
    {
        var name = words[0].TrimEnd('^', '~');
        var isRepeated = words[1] is "list" or "map";
        var kind = words[isRepeated ? 2 : 1];
        var enumeration = _enums.GetValueOrDefault(kind);
        var parts = name.Split('_');
        return new MessageField
        {
            SnakeName = name,
            Name = parts[0] + string.Concat(parts[1..].Select(part => char.ToUpperInvariant(part[0]) + part[1..])),
            IsOutput = words[0].Contains('^', StringComparison.Ordinal),
            IsAlpha = words[0].Contains('~', StringComparison.Ordinal),
            IsList = words[1] == "list",
            IsMap = words[1] == "map",
            OneOf = words[^1][0] == '/' ? words[^1][1..] : null,
            Words = enumeration,
            Message = messages.Contains(kind) ? kind : null,
            Kind = kind switch
            {
                "text" => FieldKind.Text,
                "bool" => FieldKind.Boolean,
                "int32" => FieldKind.Int32,
                "int64" => FieldKind.Int64,
                "number" => FieldKind.Number,
                "duration" => FieldKind.Duration,
                "time" => FieldKind.Time,
                _ when enumeration is not null => FieldKind.Word,
                _ when messages.Contains(kind) => FieldKind.Message,
                _ => throw new FormatException($"{kind} is no kind, enumeration or message."),
            },
        };
    }
}
