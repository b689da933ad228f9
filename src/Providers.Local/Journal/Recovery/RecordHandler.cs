namespace MultiBatch.Providers.Local.Journal.Recovery;

/// <summary>Takes the JSON of one intact record.</summary>
/// <exception cref="System.Text.Json.JsonException">It is no record that this program knows.</exception>
internal delegate void RecordHandler(ReadOnlySpan<byte> json);
