namespace MultiBatch.Emulators.Google.Wire;

/// <summary>A message of the API.</summary>
internal sealed class MessageType
{
    private readonly Dictionary<string, MessageField> _byName = new(StringComparer.Ordinal);

    public required string Name { get; init; }

    public IReadOnlyCollection<MessageField> Fields => _byName.Values;

    public void Add(MessageField field) => _byName.Add(field.Name, field);

    /// <summary>A field by either of its names.</summary>
    public MessageField? Find(string name, bool isAlpha)
    {
        var field = _byName.GetValueOrDefault(name) ?? (name.Contains('_', StringComparison.Ordinal) ? _byName.Values.FirstOrDefault(item => item.SnakeName == name) : null);
        return field is { IsAlpha: true } && !isAlpha ? null : field;
    }
}
