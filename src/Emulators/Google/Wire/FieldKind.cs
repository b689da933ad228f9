namespace MultiBatch.Emulators.Google.Wire;

/// <summary>What a value of a message is.</summary>
internal enum FieldKind
{
    Text,
    Boolean,
    Int32,
    Int64,
    Number,
    Duration,
    Time,
    Word,
    Message,
}
